import { RenderNote } from '../types';

/** How helm 4 marks what it warns of, with slog; some of it stands among what is merely said. */
const STRUCTURED =
  /^(?:time=\S+ )?level=(?:WARN|INFO(?= msg="?(?:warning:|skipping unknown))) (.+)$/;
/** The words of helm 3. */
const PLAIN =
  /^(?:\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d )?(?:\S+\.go:\d+: )?warning:\s*(.+)$/i;

const MAX_WARNINGS = 20;

/** The warnings among what helm wrote to standard error, each once. */
export function helmWarnings(stderr: string): RenderNote[] {
  const warnings = stderr.split('\n').flatMap(line => {
    const text = STRUCTURED.exec(line)?.[1] ?? PLAIN.exec(line)?.[1];
    return text === undefined ? [] : [readable(text)];
  });
  return [...new Set(warnings)]
    .slice(0, MAX_WARNINGS)
    .map(text => ({ level: 'warning', message: `helm warns: ${text}` }));
}

/** `msg="cannot overwrite" key=a.b` as `cannot overwrite (key=a.b)`. */
function readable(text: string): string {
  const [, message, rest = ''] =
    /^msg=("(?:[^"\\]|\\.)*"|\S+)\s*(.*)$/.exec(text.trim()) ?? [];
  if (message === undefined) return text.trim();
  const words = message.startsWith('"') ? String(JSON.parse(message)) : message;
  const said = words.replace(/^warning: /, '');
  return rest === '' ? said : `${said} (${rest})`;
}
