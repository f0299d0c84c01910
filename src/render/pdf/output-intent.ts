/**
 * What the colours of the file mean (PDF/A-2 §6.2.3): sRGB, as an ICC profile of version 4.2.
 *
 * The common profile holds a curve as a table of 3 kB; this one holds its formula, in 480 bytes.
 */
import { deflateSync } from 'node:zlib';
import type { Writer } from './hooks.js';

export function writeOutputIntent(document: Writer): void {
  const profile = document.ref({ N: 3, Filter: 'FlateDecode' });
  profile.end(PROFILE);
  const intent = document.ref({
    Type: 'OutputIntent',
    S: 'GTS_PDFA1',
    Info: new String('sRGB IEC61966-2.1'),
    OutputConditionIdentifier: new String('sRGB IEC61966-2.1'),
    DestOutputProfile: profile,
  });
  intent.end();
  document._root.data.OutputIntents = [intent];
}

/** White of the profile connection space: D50 (ICC.1:2004-10 §7.2.16). */
const D50 = [0.9642, 1, 0.8249];

/** IEC 61966-2-1: the primaries brought from D65 to D50, and the matrix (Bradford) that brought them. */
const RED = [0.43607, 0.22249, 0.01392];
const GREEN = [0.38515, 0.71687, 0.09708];
const BLUE = [0.14307, 0.06061, 0.7141];
const ADAPTATION = [
  1.047882, 0.022919, -0.050217, 0.029587, 0.990479, -0.017075, -0.009247, 0.015076, 0.751678,
];

/** g, a, b, c, d of Y = (aX + b)^g for X ≥ d, else cX (§10.15, function type 3). */
const CURVE = [2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045];

const HEADER = 128;

/** Header, tag table, elements; all have lengths that four divides. The three curves are one. */
function srgbProfile(): Uint8Array {
  const curve = Buffer.concat([element('para', Buffer.from([0, 3, 0, 0])), fixed(CURVE)]);
  const tags: [string, Buffer][] = [
    ['desc', text('sRGB')],
    ['cprt', text('CC-0')],
    ['wtpt', Buffer.concat([element('XYZ '), fixed(D50)])],
    ['chad', Buffer.concat([element('sf32'), fixed(ADAPTATION)])],
    ['rXYZ', Buffer.concat([element('XYZ '), fixed(RED)])],
    ['gXYZ', Buffer.concat([element('XYZ '), fixed(GREEN)])],
    ['bXYZ', Buffer.concat([element('XYZ '), fixed(BLUE)])],
    ['rTRC', curve],
    ['gTRC', curve],
    ['bTRC', curve],
  ];
  const places = new Map<Buffer, number>();
  let end = HEADER + 4 + tags.length * 12;
  for (const [, data] of tags)
    if (!places.has(data)) {
      places.set(data, end);
      end += data.length;
    }
  const table = tags.map(([tag, data]) =>
    Buffer.concat([ascii(tag), integer(places.get(data)!), integer(data.length)]),
  );
  return Buffer.concat([header(end), integer(tags.length), ...table, ...places.keys()]);
}

/** §7.2: a display profile from RGB to XYZ; its date is that of the edition of ICC.1 it follows. */
function header(size: number): Buffer {
  const bytes = Buffer.alloc(HEADER);
  bytes.writeUInt32BE(size, 0);
  bytes.writeUInt32BE(0x04200000, 8);
  bytes.write('mntrRGB XYZ ', 12, 'latin1');
  [2004, 10, 1].forEach((part, index) => {
    bytes.writeUInt16BE(part, 24 + index * 2);
  });
  bytes.write('acsp', 36, 'latin1');
  fixed(D50).copy(bytes, 68);
  return bytes;
}

function element(signature: string, ...rest: readonly Buffer[]): Buffer {
  return Buffer.concat([ascii(signature), integer(0), ...rest]);
}

/** One record of a text in several languages (§10.13); an even number of letters. */
function text(value: string): Buffer {
  const utf16 = Buffer.from(value, 'utf16le').swap16();
  const record = [integer(1), integer(12), ascii('enUS'), integer(utf16.length), integer(28)];
  return element('mluc', ...record, utf16);
}

/** s15Fixed16Number */
function fixed(values: readonly number[]): Buffer {
  return Buffer.concat(values.map((value) => integer(Math.round(value * 65536))));
}

function integer(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

function ascii(value: string): Buffer {
  return Buffer.from(value, 'latin1');
}

/** The same in every file. */
const PROFILE = deflateSync(srgbProfile(), { level: 9 });
