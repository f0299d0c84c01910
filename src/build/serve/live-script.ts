/** What only pages of `warraq serve` carry: `reload.ts`, as a script. */
import { compiled } from '../compiled.js';
import { PANEL_STYLE } from './fault-panel.js';

/** Addresses that no file of a publication has. */
export const LIVE_SCRIPT = '__warraq/reload.js';
export const LIVE_EVENTS = '__warraq/events';

export function liveScript(): string {
  const live = compiled('build/serve/reload').replace(/^export /gm, '');
  const facts = JSON.stringify({ events: `/${LIVE_EVENTS}`, style: PANEL_STYLE });
  return `(() => {\n${live}\nlive(${facts});\n})();\n`;
}
