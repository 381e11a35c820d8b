import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Document, Packer, Paragraph, TextRun } from 'docx';
import { Workbook } from 'exceljs';
import { createLogger, logHeard } from '../../../config/log';
import { textsOfFile } from '../../../rehearsal/audit/personal/file-texts';
import { type Leak, leaksIn, PLACES, type PlaceLooked } from '../../../rehearsal/audit/personal/leaks';
import { createScanner } from '../../../rehearsal/audit/personal/scanner';
import { inventPerson } from '../../../rehearsal/lists/invented-people';
import { call } from '../../../rehearsal/people/visitor';
import { witnessed } from '../../../rehearsal/people/witness';

const { name, idNumber, phone, address } = inventPerson(1, 3);

test('a scanner tells what it has found and where it has looked, never the words', () => {
  const scanner = createScanner();
  for (const place of PLACES) scanner.look({ place, where: 'here', text: 'nothing to see' });
  expect(scanner.leaks()).toEqual([]);
  expect(scanner.places()).toEqual(PLACES);
  for (const _ of [1, 2])
    scanner.look({ place: 'Redis', where: 'a key', text: `${name} ${idNumber} ${phone} ${address}` });
  expect(scanner.leaks()).toEqual(
    ['name', 'ID number', 'telephone', 'address'].map((kind) => ({ place: 'Redis', where: 'a key', kind })),
  );
  expect(JSON.stringify(scanner.leaks())).not.toContain(name);
});

test('words are found however they are written', () => {
  const written = (text: string) => leaksIn({ place: 'log', where: '', text }).map(({ kind }) => kind);
  expect(written(`a 100% b ${encodeURIComponent(name)}`)).toEqual(['name']);
  expect(written([...name].map((sign) => `\\u${sign.charCodeAt(0).toString(16)}`).join(''))).toEqual(['name']);
});

describe('in a file of a report', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'nuandong-test-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const leaksOfFile = async (file: string, bytes: Buffer | ArrayBuffer): Promise<Leak[]> => {
    const path = join(folder, file);
    await writeFile(path, Buffer.from(bytes as ArrayBuffer));
    const scanner = createScanner();
    for await (const piece of textsOfFile(path)) scanner.look({ place: 'report file', ...piece });
    return scanner.leaks();
  };

  test('a hidden sheet, a comment and a property of Excel are looked through, each by its part', async () => {
    const workbook = (change: (book: Workbook) => void) => {
      const book = new Workbook();
      book.addWorksheet('shown').getCell('A1').value = '汇总';
      change(book);
      return book.xlsx.writeBuffer();
    };
    expect(await leaksOfFile('clean.xlsx', await workbook(() => {}))).toEqual([]);
    const hidden = await workbook((book) => {
      book.addWorksheet('x', { state: 'veryHidden' }).getCell('Z99').value = name;
    });
    expect(await leaksOfFile('hidden.xlsx', hidden)).toMatchObject([
      { where: 'hidden.xlsx, part xl/sharedStrings.xml', kind: 'name' },
    ]);
    const note = await workbook((book) => {
      const cell = book.worksheets[0]?.getCell('B2');
      if (cell) cell.note = idNumber;
    });
    expect((await leaksOfFile('note.xlsx', note)).map(({ kind }) => kind)).toContain('ID number');
    const property = await workbook((book) => {
      book.creator = name;
    });
    expect(await leaksOfFile('property.xlsx', property)).toMatchObject([
      { where: 'property.xlsx, part docProps/core.xml', kind: 'name' },
    ]);
  });

  test('a name in Word is found though one sign of it is bold', async () => {
    const [first = '', ...rest] = name;
    const runs = [new TextRun({ text: first, bold: true }), new TextRun(rest.join(''))];
    const document = new Document({ sections: [{ children: [new Paragraph({ children: runs })] }] });
    expect(await leaksOfFile('bold.docx', await Packer.toBuffer(document))).toMatchObject([
      { where: 'bold.docx, part word/document.xml', kind: 'name' },
    ]);
  });

  test('the name of the file counts too', async () => {
    const document = new Document({ sections: [] });
    expect(await leaksOfFile(`${name}.docx`, await Packer.toBuffer(document))).not.toEqual([]);
  });
});

test('a line of the log is heard at any level, also where nothing is written', () => {
  const heard = logHeard();
  const scanner = createScanner();
  const stop = heard.hear((text) => scanner.look({ place: 'log', where: 'a line', text }));
  const written: string[] = [];
  const log = createLogger({ LOG_LEVEL: 'warn' }, { write: (line) => void written.push(line) }, heard);
  log.debug({ row: name }, 'careless');
  expect(scanner.leaks()).toEqual([{ place: 'log', where: 'a line', kind: 'name' }]);
  expect(written).toEqual([]);
  log.warn('loud');
  expect(written).toHaveLength(1);
  createLogger({ LOG_LEVEL: 'silent' }, undefined, heard).info({ phone: 'x', deep: { at: idNumber } }, 'careless too');
  expect(scanner.leaks().map(({ kind }) => kind)).toEqual(['name', 'ID number']);
  stop();
  log.error(address);
  expect(scanner.leaks()).toHaveLength(2);
});

describe('what people ask the console', () => {
  let server: Server;
  let url: string;
  beforeAll(async () => {
    server = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? '', 'http://localhost');
      if (pathname === '/led') response.writeHead(303, { location: `/there?who=${encodeURIComponent(name)}` }).end();
      else if (pathname === '/refused') response.writeHead(422).end(JSON.stringify({ message: `${idNumber}：重复` }));
      else response.end(`{"shown": "${name}"}`);
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise((closed) => server.close(closed)));

  const seen = async (path: string): Promise<{ leaks: Leak[]; places: PlaceLooked[] }> => {
    const scanner = createScanner();
    await witnessed(scanner, async () => (await call(url + path)).text());
    return { leaks: scanner.leaks(), places: scanner.places() };
  };

  test('has nothing of a person in an address, nor in one that the console leads to', async () => {
    expect(await seen(`/rows?name=${encodeURIComponent(name)}`)).toEqual({
      leaks: [{ place: 'URL', where: 'a request to /rows', kind: 'name' }],
      places: ['URL'],
    });
    expect((await seen('/led')).leaks).toEqual([{ place: 'URL', where: 'a request to /led', kind: 'name' }]);
  });

  test('is refused without a word of a person; what is shown to its own village is no matter', async () => {
    expect((await seen('/refused')).leaks).toEqual([
      { place: 'refusal', where: 'a request to /refused (422)', kind: 'ID number' },
    ]);
    expect((await seen('/shown')).leaks).toEqual([]);
  });
});
