import { usePermission } from '@backstage/plugin-permission-react';
import { stagingCreatePermission } from 'backstage-plugin-stagings-common';

/** Whether the person may create stagings of a component; undefined until that is known. */
export function useMayCreate(entityRef: string): boolean | undefined {
  const { loading, allowed } = usePermission({
    permission: stagingCreatePermission,
    resourceRef: entityRef,
  });
  return loading ? undefined : allowed;
}
