/** `accessibility.yaml`: a person's word that the e-books of this paper were examined. */
import {
  type Checked,
  type Diagnostic,
  type Located,
  MapReader,
  type SourceFile,
  VISIBLE,
} from '../diagnostics/index.js';
import { readDay } from './day.js';

/** Only a person can know that a book conforms; of what came after the day nobody has said it. */
export interface SignOff {
  readonly certifier: string;
  /** YYYY-MM-DD: the last day whose texts were examined. */
  readonly date: string;
  /** Address of the report. */
  readonly report: string | undefined;
}

const KEYS = ['certifier', 'date', 'report'];

/** The value is undefined when anything in it is at fault. */
export function readSignOff(yaml: Located, file: SourceFile): Checked<SignOff | undefined> {
  const diagnostics: Diagnostic[] = [];
  if (yaml.kind !== 'map') {
    const message = 'accessibility.yaml has to be a list of keys with values';
    const hints = ['begin with “certifier: ” and the name of who examined the books'];
    return {
      value: undefined,
      diagnostics: [{ code: 'sign-001', severity: 'error', message, file, span: yaml.span, hints }],
    };
  }
  const reader = new MapReader(yaml, file, 'sign-001', diagnostics);
  reader.rejectOthers(KEYS);
  const certifier = readCertifier(reader);
  const date = reader.text('date') === undefined ? undefined : readDay(reader, 'date');
  const report = readReport(reader);
  const isSound = diagnostics.length === 0 && certifier !== undefined && date !== undefined;
  return { value: isSound ? { certifier, date, report } : undefined, diagnostics };
}

function readCertifier(reader: MapReader): string | undefined {
  const text = reader.text('certifier');
  if (text === undefined || VISIBLE.test(text)) return text;
  return reader.wrong(
    reader.span('certifier'),
    '“certifier” is empty',
    'write the name of the person or office that examined the books',
  );
}

function readReport(reader: MapReader): string | undefined {
  const text = reader.optionalText('report');
  if (text === undefined || (/^https?:\/\/\S+$/.test(text) && URL.canParse(text))) return text;
  return reader.wrong(
    reader.span('report'),
    `“${text}” is not the address of a report`,
    'write it as https://www.example.org/report.html, or leave “report” out',
  );
}
