/** Types of the parts that we use of the package `smpp`, which comes without types. */
declare module 'smpp' {
  import type { EventEmitter } from 'node:events';
  import type { Server as TcpServer } from 'node:net';
  import type { Duplex } from 'node:stream';

  type Fields = Record<string, unknown>;

  class PDU {
    constructor(command: string, fields?: Fields);
    /** @returns the length that the next PDU in a stream claims to have; false when it has not come yet */
    static commandLength: (stream: Duplex) => number | false;
    toBuffer(): Buffer;
    command: string;
    /** ESME_… as a number; 0 means success. */
    command_status: number;
    sequence_number: number;
    /** Mandatory fields and TLVs by their names in SMPP 3.4, unknown ones by number. */
    [field: string]: unknown;
    isResponse(): boolean;
    response(fields?: Fields): PDU;
  }

  class Session extends EventEmitter {
    constructor(over: { socket: Duplex });
    /** @returns false when the socket is closed for writing: nothing was written */
    send(pdu: PDU, answered?: (answer: PDU) => void): boolean;
    close(): void;
    destroy(): void;
  }

  interface Coder {
    match(text: string): boolean;
    encode(text: string): Buffer;
  }

  interface Smpp {
    connect(to: { host: string; port: number; tls: boolean; servername?: string }): Session;
    createServer(listener: (session: Session) => void): TcpServer & { sessions: Session[] };
    addTLV(name: string, tlv: { id: number; type: unknown }): void;
    PDU: typeof PDU;
    Session: typeof Session;
    errors: Readonly<Record<string, number>>;
    encodings: Readonly<Record<'ASCII', Coder>>;
    types: { tlv: { string: unknown } };
  }

  const smpp: Smpp;
  export default smpp;
  export type { Fields, PDU, Session };
}
