import { StagingLink } from 'backstage-plugin-stagings-common';
import { LinkConfig } from '../config/types';
import { TerminalError } from '../model/errors';
import { ExpressionContext } from '../model/rendering';
import { evaluateDeep } from './expressions/evaluate';
import { toTerminalError } from './expressions/ExpressionError';

const ALLOWED_PROTOCOLS = ['http:', 'https:'];

/**
 * The links of a staging, in the order of the config.
 *
 * @throws TerminalError for an expression that fails, and for an address that is not http or https
 */
export function stagingLinks(
  template: { links: LinkConfig[] },
  context: ExpressionContext,
): StagingLink[] {
  return template.links.map((link, index) => {
    const where = `links[${index}]`;
    return { title: link.title, url: address(link, context, where) };
  });
}

function address(
  link: LinkConfig,
  context: ExpressionContext,
  where: string,
): string {
  const url = evaluatedText(link.url, context, where);
  if (isWebAddress(url)) return url;
  throw new TerminalError({
    reason: 'InvalidLink',
    message: `${where}: "${url}" is no http or https address without a name or password`,
    hint: {
      text: `Correct the url of the link "${link.title}" in the template.`,
      audience: 'platform',
    },
  });
}

function evaluatedText(
  text: string,
  context: ExpressionContext,
  where: string,
): string {
  try {
    return String(evaluateDeep(text, context, 'url'));
  } catch (error) {
    throw toTerminalError(error, where);
  }
}

function isWebAddress(url: string): boolean {
  try {
    const { protocol, username, password } = new URL(url);
    return ALLOWED_PROTOCOLS.includes(protocol) && !username && !password;
  } catch {
    return false;
  }
}
