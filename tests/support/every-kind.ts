/** One article in each language that has every kind of block and of inline that Markdown can make. */
import { frontMatter } from './house.js';

const MORE = `subtitle: Below the title
translator: Another
updated: 2023-05-14
tags: [one]
teaser: The *teaser*.
bio: A [bio](https://example.org/).
source: { name: Agency, url: https://example.org/a, rights: Free. }
image: map.png
`;

export const EVERY_KIND = {
  en: `${frontMatter('Every kind', MORE)}A paragraph with *emphasis*, **strong**, \`code\`, a [link](https://example.org/a?b=1&c=2), a note[^1], the same[^1], the word «کتاب‌ها» and a\\
hard break.

## Heading two

### Heading three

#### Heading four

1. One
2. Two
   - Inside «می‌رود»

> A quotation.
>
> > Inside another.

\`\`\`verse
first half / second half
one line alone
\`\`\`

![A map.](map.png "The caption")

| A | B | C |
|:--|:-:|--:|
| 1 | 2 | 3 |
| کابل | x | y |

\`\`\`js
if (a < b && c > d) "quoted";
\`\`\`

***

این بند سراسر فارسی است و در میان متن انگلیسی آمده است.

[^1]: A note with *emphasis*.
`,
  fa: `${frontMatter('همهٔ گونه‌ها', MORE)}یک بند با *تأکید*، **تکیه**، \`code\`، یک [پیوند](https://example.org/a?b=1&c=2)، یک پانوشت[^1]، همان[^1]، واژهٔ (IS-K) و تاریخ 2023-05-12 و\\
شکست سطر.

## سرخط دوم

### سرخط سوم

#### سرخط چهارم

3. یک
4. دو می‌رود
   - درون آن

> یک نقل قول.

\`\`\`verse
نیمهٔ نخست / نیمهٔ دوم
یک سطر تنها
\`\`\`

![یک نقشه.](map.png "شرح تصویر")

| الف | ب | Latin |
|:--|:-:|--:|
| ۱ | ۲ | 3 |

\`\`\`
code
\`\`\`

***

This paragraph is in English and stands within a Persian text.

[^1]: This note is in English (و یک واژهٔ فارسی).
`,
} as const;
