import { Progress, ProxiedSignInPage } from '@backstage/core-components';
import { SignInPageProps } from '@backstage/plugin-app-react';
import Typography from '@material-ui/core/Typography';
import { useEffect } from 'react';

const RETRY_MS = 2000;

/** Signs everybody in as the guest, without a question: this portal is for trying out. */
export function GuestSignInPage(props: SignInPageProps) {
  return (
    <ProxiedSignInPage
      {...props}
      provider="guest"
      ErrorComponent={WaitForBackend}
    />
  );
}

/** The backend starts later than the pages do, and restarts when its code changes. */
function WaitForBackend() {
  useEffect(() => {
    const timer = setTimeout(() => window.location.reload(), RETRY_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <>
      <Progress />
      <Typography align="center">Waiting for the portal's backend …</Typography>
    </>
  );
}
