import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RJSFValidationError } from '@rjsf/utils';
import { useCallback } from 'react';
import { stagingsTranslationRef } from '../../translations/ref';

/** Says what is wrong with parameters in words for people; the validator's own are for programmers. */
export function useMistakeWords(): (
  mistakes: RJSFValidationError[],
) => RJSFValidationError[] {
  const { t } = useTranslationRef(stagingsTranslationRef);
  return useCallback(
    mistakes => {
      const wordsFor = ({ name, params }: RJSFValidationError) => {
        switch (name) {
          case 'required':
            return t('mistake.required');
          case 'minLength':
            return t('mistake.minLength', { count: params.limit });
          case 'maxLength':
            return t('mistake.maxLength', { count: params.limit });
          case 'minimum':
            return t('mistake.minimum', { limit: String(params.limit) });
          case 'maximum':
            return t('mistake.maximum', { limit: String(params.limit) });
          case 'pattern':
            return t('mistake.pattern', { pattern: params.pattern });
          default:
            return undefined;
        }
      };
      return mistakes.map(mistake => ({
        ...mistake,
        message: wordsFor(mistake) ?? mistake.message,
      }));
    },
    [t],
  );
}
