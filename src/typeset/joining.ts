/**
 * Joining groups of the Arabic letters (Unicode `ArabicShaping.txt`), as far as the priorities of
 * kashidas ask for them. Letters of one group have one skeleton, so Persian and Pashto letters go with
 * the Arabic ones that they are made of.
 */
export type JoiningGroup =
  | 'alef'
  | 'beh'
  | 'dal'
  | 'feh'
  | 'ain'
  | 'heh'
  | 'kaf'
  | 'lam'
  | 'qaf'
  | 'reh'
  | 'sad'
  | 'seen'
  | 'tah'
  | 'waw'
  | 'yeh';

/** Of the Arabic block. */
const FIRST = 0x600;

/** BEH also holds NOON: they differ at the end of a word only. HEH: TEH MARBUTA, both HEH GOAL. KAF: GAF. */
const LETTERS: Readonly<Record<JoiningGroup, string>> = {
  alef: '\u0622\u0623\u0625\u0627\u0671\u0672\u0673\u0675\u0773\u0774',
  beh:
    '\u0628\u062a\u062b\u066e\u0679\u067a\u067b\u067c\u067d\u067e\u067f\u0680\u0750\u0751\u0752\u0753\u0754\u0755\u0756' +
    '\u0646\u06b9\u06ba\u06bb\u06bc\u0767\u0768\u0769',
  dal: '\u062f\u0630\u0688\u0689\u068a\u068b\u068c\u068d\u068e\u068f\u0690\u06ee\u0759\u075a',
  feh: '\u0641\u06a1\u06a2\u06a3\u06a4\u06a5\u06a6\u0760\u0761',
  ain: '\u0639\u063a\u06a0\u06fc\u075d\u075e\u075f',
  heh: '\u0647\u06c1\u06c2\u06be\u06ff\u0629\u06c0\u06d5\u06c3',
  kaf:
    '\u0643\u06ac\u06ad\u06ae\u077f\u06aa' +
    '\u063b\u063c\u06a9\u06ab\u06af\u06b0\u06b1\u06b2\u06b3\u06b4\u0762\u0763\u0764',
  lam: '\u0644\u06b5\u06b6\u06b7\u06b8\u076a',
  qaf: '\u0642\u066f\u06a7\u06a8',
  reh: '\u0631\u0632\u0691\u0692\u0693\u0694\u0695\u0696\u0697\u0698\u0699\u06ef\u075b\u076b\u076c\u0771',
  sad: '\u0635\u0636\u069d\u069e\u06fb',
  seen: '\u0633\u0634\u069a\u069b\u069c\u06fa\u075c\u076d\u0770\u077d\u077e',
  tah: '\u0637\u0638\u069f',
  waw: '\u0624\u0648\u0676\u0677\u06c4\u06c5\u06c6\u06c7\u06c8\u06c9\u06ca\u06cb\u06cf\u0778\u0779',
  yeh:
    '\u0620\u0626\u0649\u064a\u0678\u06d0\u06d1\u0777' +
    '\u063d\u063e\u063f\u06cc\u06ce\u0775\u0776\u06d2\u06d3\u06cd',
};

/** By UTF-16 unit, from U+0600 on. */
const GROUPS: (JoiningGroup | undefined)[] = Array.from({ length: 0x200 }, () => undefined);
for (const [group, letters] of Object.entries(LETTERS))
  for (const letter of letters) GROUPS[letter.charCodeAt(0) - FIRST] = group as JoiningGroup;

/** Of the letter at an index; undefined for letters that no rule names, and for what is no Arabic letter. */
export function joiningGroup(letters: string, index: number): JoiningGroup | undefined {
  return GROUPS[letters.charCodeAt(index) - FIRST];
}
