import { ScalarTag, Tags } from 'yaml';

/** YAML 1.1 tags that the API server does not know, or reads in a way that only surprises. */
const LEFT_OUT = new Set([
  'tag:yaml.org,2002:timestamp',
  'tag:yaml.org,2002:omap',
  'tag:yaml.org,2002:pairs',
  'tag:yaml.org,2002:set',
  'tag:yaml.org,2002:binary',
]);

/** `0o644`: YAML 1.2, yet read by the API server as well. */
const modernOctal: ScalarTag = {
  tag: 'tag:yaml.org,2002:int',
  default: true,
  test: /^[-+]?0o[0-7]+$/,
  resolve: text => {
    const digits = Number.parseInt(text.replace(/^[-+]?0o/, ''), 8);
    return text.startsWith('-') ? -digits : digits;
  },
};

/** `!!binary`: the API server takes the decoded bytes as text. */
const binary: ScalarTag = {
  tag: 'tag:yaml.org,2002:binary',
  resolve: text => Buffer.from(text, 'base64').toString('utf8'),
};

/**
 * The values that the API server reads: those of YAML 1.1 (`0644` is octal, `yes` is true), but times and
 * base-60 numbers (`12:30`) stay text. To be used over the library's schema `yaml-1.1`.
 */
export function kubernetesTags(tags: Tags): Tags {
  const kept = tags.filter(
    tag =>
      typeof tag === 'object' &&
      !LEFT_OUT.has(tag.tag) &&
      !('format' in tag && tag.format === 'TIME'),
  );
  return [modernOctal, ...kept, binary];
}
