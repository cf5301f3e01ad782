import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableContainer from '@material-ui/core/TableContainer';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import { StagingsCluster } from 'backstage-plugin-stagings-common';
import { stagingsTranslationRef } from '../../translations/ref';
import { RelativeTime } from '../Time/RelativeTime';

const useStyles = makeStyles(theme => ({
  aside: { color: theme.palette.text.secondary },
}));

/** What bears the labels of stagings, but belongs to none that the portal has a record of. */
export function Orphans({ cluster }: { cluster: StagingsCluster }) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  const { orphans, orphanCount } = cluster;
  if (orphanCount === 0) return <div>{t('clusters.noOrphans')}</div>;
  return (
    <>
      <div>{t('clusters.orphans', { count: orphanCount })}</div>
      <TableContainer>
        <Table size="small">
          <TableHead>
            <TableRow>
              <TableCell>{t('clusters.object')}</TableCell>
              <TableCell>{t('clusters.namespace')}</TableCell>
              <TableCell>{t('clusters.staging')}</TableCell>
              <TableCell>{t('clusters.created')}</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {orphans.map(({ kind, name, namespace, staging, createdAt }) => (
              <TableRow key={`${kind} ${namespace} ${name}`}>
                <TableCell>
                  {kind} {name}
                </TableCell>
                <TableCell>{namespace ?? '–'}</TableCell>
                <TableCell>{staging}</TableCell>
                <TableCell>
                  {createdAt ? <RelativeTime at={createdAt} /> : '–'}
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </TableContainer>
      {orphanCount > orphans.length && (
        <div className={classes.aside}>
          {t('clusters.moreOrphans', { count: orphanCount - orphans.length })}
        </div>
      )}
    </>
  );
}
