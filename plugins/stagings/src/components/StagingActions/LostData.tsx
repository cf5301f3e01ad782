import { useTranslationRef } from '@backstage/frontend-plugin-api';
import DialogContentText from '@material-ui/core/DialogContentText';
import Alert from '@material-ui/lab/Alert';
import { ResourceNode } from 'backstage-plugin-stagings-common';
import { toRefusal } from '../../api/refusal';
import { useResources } from '../../hooks/useResources';
import { stagingsTranslationRef } from '../../translations/ref';

/** The data that goes with a staging. */
export function LostData({ stagingId }: { stagingId: string }) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const { data, error } = useResources(stagingId);
  if (!data) {
    const text = error
      ? t('delete.lostUnknown', { message: toRefusal(error).message })
      : t('delete.lostLoading');
    return <DialogContentText>{text}</DialogContentText>;
  }
  const stores = storesIn(data);
  if (stores.length === 0) {
    return <DialogContentText>{t('delete.lostNothing')}</DialogContentText>;
  }
  return (
    <Alert severity="warning">
      {t('delete.lostData')}
      <ul>
        {stores.map(({ kind, name }) => (
          <li key={`${kind} ${name}`}>
            {kind === 'StatefulSet'
              ? t('delete.stored', { name })
              : t('delete.volume', { name })}
          </li>
        ))}
      </ul>
    </Alert>
  );
}

/**
 * What holds data: volumes, and each StatefulSet whose volumes are not known, because the cluster makes
 * those itself and they outlive their pods.
 */
function storesIn(nodes: ResourceNode[]): ResourceNode[] {
  return nodes.flatMap(node => {
    const inner = storesIn(node.children);
    const isStore =
      node.kind === 'PersistentVolumeClaim' ||
      (node.kind === 'StatefulSet' && inner.length === 0);
    return isStore ? [node, ...inner] : inner;
  });
}
