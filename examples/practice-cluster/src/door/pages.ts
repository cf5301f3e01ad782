import type { Visit } from './frontDoor';

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text that is safe inside HTML. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, character => escapes[character] ?? character);
}

const style = `
body { font: 16px/1.5 system-ui, sans-serif; margin: 0; background: #f5f6f8; color: #1d2733 }
main { max-width: 36rem; margin: 12vh auto 0; padding: 2rem 2.5rem; background: #fff; border-radius: 8px; box-shadow: 0 1px 4px #0002 }
h1 { margin: 0 0 .25rem; font-size: 1.6rem } p { margin: 0 0 1.5rem; color: #4a5866 }
dl { display: grid; grid-template-columns: 7rem 1fr; gap: .4rem 1rem; margin: 0 }
dt { color: #4a5866 } dd { margin: 0; overflow-wrap: anywhere; font-family: ui-monospace, monospace; font-size: .9rem }
@media (prefers-color-scheme: dark) { body { background: #14181d; color: #e6eaee } main { background: #1f252c } p, dt { color: #a9b4bf } }`;

function page(title: string, content: string): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(
    title,
  )}</title><style>${style}</style></head>
<body><main>${content}</main></body>
</html>
`;
}

/** The page of a service that answers. */
export function servicePage(visit: Visit): string {
  const rows: [string, string | undefined][] = [
    ['Branch', visit.branch],
    ...visit.images.map((image): [string, string] => ['Image', image]),
    ['Pod', visit.pod],
    ['Namespace', visit.namespace],
    ['Host', visit.host],
  ];
  const list = rows
    .filter(([, value]) => value !== undefined)
    .map(
      ([name, value]) => `<dt>${name}</dt><dd>${escapeHtml(value ?? '')}</dd>`,
    )
    .join('');
  const title = escapeHtml(visit.service);
  return page(
    visit.service,
    `<h1>${title}</h1><p>This staging runs in the practice cluster.</p><dl>${list}</dl>`,
  );
}

/** The page when nothing answers. */
export function problemPage(host: string, problem: string): string {
  return page(
    host,
    `<h1>${escapeHtml(host)}</h1><p>${escapeHtml(problem)}</p>`,
  );
}
