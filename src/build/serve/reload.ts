/** Reloads a page of `warraq serve`, and shows over it what is wrong; compiled for browsers alone. */

/** Runs in the browser: uses nothing from outside of itself. */
export function live({ events, style }: { events: string; style: string }): void {
  const { page = '', seen = '', panel = '' } = document.currentScript?.dataset ?? {};
  const scroll = 'warraq scroll';
  const [path, x, y] = JSON.parse(sessionStorage.getItem(scroll) ?? '[]');
  sessionStorage.removeItem(scroll);
  if (path === location.pathname) scrollTo(x, y);

  const host = document.createElement('warraq-faults');
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  const root = host.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [sheet];

  const query = new URLSearchParams({ page, seen });
  const source = new EventSource(`${events}?${query}`);
  source.addEventListener('reload', () => {
    sessionStorage.setItem(scroll, JSON.stringify([location.pathname, scrollX, scrollY]));
    location.reload();
  });
  source.addEventListener('faults', ({ data }) => {
    const html = JSON.parse(data);
    if (panel === 'none' || root.innerHTML === html) return;
    root.innerHTML = html;
    if (html === '') host.remove();
    else document.body.append(host);
  });
  // A page that the browser keeps for the way back would hold a connection.
  addEventListener('pagehide', () => source.close());
  addEventListener('pageshow', ({ persisted }) => persisted && location.reload());
}
