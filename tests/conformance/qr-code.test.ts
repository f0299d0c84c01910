/** The QR codes as a telephone sees them: every PDF is drawn at the grain of a photograph and read. */
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { hasCommand, judged, publishedArticles, run } from './judges.js';

describe('the QR codes', () => {
  judged(
    'zbarimg',
    hasCommand('zbarimg') && hasCommand('pdftoppm'),
    'say where the page is',
    () => {
      for (const file of publishedArticles('.pdf')) {
        const page = readFileSync(join(dirname(file), 'index.html'), 'utf8');
        const address = /<link rel="canonical" href="([^"]*)"/.exec(page)![1];
        const folder = mkdtempSync(join(tmpdir(), 'warraq-'));
        run('pdftoppm', ['-r', '150', '-gray', file, join(folder, 'page')]);
        const pictures = readdirSync(folder).map((name) => join(folder, name));
        const read = run('sh', [
          '-c',
          'zbarimg -q --raw "$@" 2> /dev/null || true',
          '',
          ...pictures,
        ]);
        expect({ file, read: read.trim() }).toEqual({ file, read: address });
      }
    },
  );
});
