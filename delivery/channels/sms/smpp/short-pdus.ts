import smpp from 'smpp';

/** Of every PDU: its length, command, status and number (SMPP 3.4, 3.2). */
const HEADER_BYTES = 16;

/**
 * Makes a session fail on a PDU that claims to be shorter than its header, as it does on one that is too long. By
 * itself the package waits for ever for the rest of one with less than five bytes, whatever comes after it; and takes a
 * length of nothing for no length, and the bytes behind it for the next one.
 */
export function refuseShortPdus(): void {
  const lengthOf = smpp.PDU.commandLength;
  smpp.PDU.commandLength = (stream) => {
    const length = lengthOf(stream);
    if (length !== false && length < HEADER_BYTES) throw new Error(`PDU length was too small (${length})`);
    return length;
  };
}
