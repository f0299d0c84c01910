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
  let source: EventSource | undefined;
  const listen = (): void => {
    source = new EventSource(`${events}?${query}`);
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
  };
  const leave = (): void => {
    source?.close();
    source = undefined;
  };
  // Browsers open six connections to a server, so only a page that is seen holds one; one that comes to be seen
  // again is told at once whether it has changed.
  const listenWhileSeen = (): void => {
    if (document.hidden) leave();
    else if (!source) listen();
  };
  document.addEventListener('visibilitychange', listenWhileSeen);
  listenWhileSeen();
  // One that the browser keeps for the way back would hold one, too.
  addEventListener('pagehide', leave);
  addEventListener('pageshow', ({ persisted }) => persisted && location.reload());
}
