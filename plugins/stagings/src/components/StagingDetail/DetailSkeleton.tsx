import Skeleton from '@material-ui/lab/Skeleton';
import { TableSkeleton } from '../StagingsTable/TableSkeleton';

/** The shape of a staging's detail while its first read is under way. */
export function DetailSkeleton() {
  return (
    <>
      <Skeleton width={360} height={40} />
      <Skeleton width={240} height={24} />
      <TableSkeleton />
    </>
  );
}
