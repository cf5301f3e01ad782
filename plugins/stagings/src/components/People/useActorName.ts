import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useCallback } from 'react';
import { useCurrentUser } from '../../hooks/useCurrentUser';
import { stagingsTranslationRef } from '../../translations/ref';

/** The actor of what nobody asked for. */
const SYSTEM = 'system';

/** Names people and services briefly: `you`, `qa-user`, `ci`. */
export function useActorName(): (actor: string) => string {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const user = useCurrentUser();
  return useCallback(
    actor => {
      if (actor === SYSTEM) return t('people.system');
      return actor === user ? t('people.you') : shortName(actor);
    },
    [t, user],
  );
}

/** The last part of an entity ref or of a service's subject. */
export function shortName(actor: string): string {
  return actor.split(/[:/]/).pop() || actor;
}
