import { KubeObject } from '../../model/kubeObject';
import { kindKey } from '../../model/podTemplate';
import { isFields } from '../../model/read';
import { valuePath } from '../../template/expressions/valuePath';

/** A host name within a text. */
export interface Mention {
  /** For example `data["config.yaml"]`. */
  field: string;
  /** For example `db.shop.svc`: never the text around it, which may be secret. */
  text: string;
}

/**
 * Finds texts that name a Service by a namespace that moved: `<service>.<old>.svc` of any Service, and
 * `<service>.<old>` of those in the render. One a field.
 */
export function namespaceMentions(
  object: KubeObject,
  old: ReadonlySet<string>,
  services: ReadonlySet<string>,
): Mention[] {
  if (old.size === 0) return [];
  const host = new RegExp(
    `(?<![a-z0-9-])([a-z0-9-]+)\\.(?:${[...old].join(
      '|',
    )})(\\.svc(?![a-z0-9-])|(?![a-z0-9.-]))`,
    'g',
  );
  return textsOf(object).flatMap(({ field, text }) => {
    const mention = [...text.matchAll(host)].find(
      ([, service = '', suffix]) => suffix !== '' || services.has(service),
    );
    return mention ? [{ field, text: mention[0] }] : [];
  });
}

function textsOf(object: KubeObject): Mention[] {
  const { data, ...others } = object;
  const isSecret = kindKey(object) === '/Secret';
  return [
    ...textsIn(others, ''),
    ...textsIn(data, 'data').map(({ field, text }) => ({
      field,
      text: isSecret ? Buffer.from(text, 'base64').toString('utf8') : text,
    })),
  ];
}

function textsIn(value: unknown, field: string): Mention[] {
  if (typeof value === 'string') return [{ field, text: value }];
  if (Array.isArray(value)) {
    return value.flatMap((item, index) =>
      textsIn(item, valuePath(field, index)),
    );
  }
  if (!isFields(value)) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    textsIn(item, valuePath(field, key)),
  );
}
