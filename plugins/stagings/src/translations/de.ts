import { createTranslationMessages } from '@backstage/frontend-plugin-api';
import { actions } from './german/actions';
import { detail } from './german/detail';
import { list } from './german/list';
import { panel } from './german/panel';
import { messages } from './messages';
import { stagingsTranslationRef } from './ref';
import { flatten, Translated } from './Translated';

const german: Translated<typeof messages> = {
  ...list,
  ...actions,
  ...panel,
  ...detail,
};

/** All texts in German, in the form in which a translation resource loads them. */
export default createTranslationMessages({
  ref: stagingsTranslationRef,
  full: false,
  messages: flatten(german),
});
