import { Explanation, OverrideKeys } from 'backstage-plugin-stagings-common';
import { KeyFinder, KeysOrder } from '../../model/preview';
import { SourceKeys } from '../../render/types';
import {
  withoutSecretValue,
  withoutSecretValues,
} from '../../template/keys/secretKeys';
import { withTemplateValues } from '../../template/keys/templateKeys';
import { EngineContext } from '../context';
import { explainFailure } from '../failures/explain';
import { withinTime } from '../withinTime';

const TIME_LIMIT_MS = 60_000;
const MAX_KEYS = 500;

/** Finds keys in what templates are made of, wherever that is. */
export class EngineKeyFinder implements KeyFinder {
  private readonly context: Pick<
    EngineContext,
    'renderers' | 'config' | 'known'
  >;

  constructor(context: EngineKeyFinder['context']) {
    this.context = context;
  }

  async keys(order: KeysOrder): Promise<OverrideKeys> {
    const found = await withinTime(
      {
        ms: TIME_LIMIT_MS,
        what: 'What the template is made of',
        caller: order.signal,
      },
      signal => this.read({ ...order, signal }),
    );
    const { platform } = this.context.known;
    if ('problem' in found) {
      const problem = platform.deep(found.problem);
      return { items: [], truncated: false, problem };
    }
    const keys = this.withTemplate(order, found);
    return platform.deep({
      items: keys.slice(0, MAX_KEYS).map(withoutSecretValue),
      truncated: keys.length > MAX_KEYS,
      ...(found.schema && { schema: withoutSecretValues(found.schema) }),
    });
  }

  /** @throws where what went wrong has nothing to do with the template */
  private async read({
    template,
    branch = '',
    signal,
  }: KeysOrder): Promise<SourceKeys | { problem: Explanation }> {
    const renderer = this.context.renderers.get(template.source.renderer);
    if (!renderer) {
      throw new Error(`No renderer is named ${template.source.renderer}`);
    }
    const source = { branch, commit: '', shortCommit: '' };
    try {
      return await renderer.keys({ template, context: { source }, signal });
    } catch (error) {
      signal.throwIfAborted();
      const { type, explanation } = explainFailure(error);
      if (type === 'bug') throw error;
      return { problem: explanation };
    }
  }

  private withTemplate({ template, entity }: KeysOrder, { keys }: SourceKeys) {
    const { source } = template;
    if (source.renderer !== 'helm') return keys;
    return withTemplateValues(keys, source.values, {
      entity,
      baseDomain: this.context.config.baseDomain,
    });
  }
}
