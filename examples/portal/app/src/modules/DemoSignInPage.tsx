import { Progress, ProxiedSignInPage } from '@backstage/core-components';
import { IdentityApi } from '@backstage/core-plugin-api';
import { SignInPageProps } from '@backstage/plugin-app-react';
import Typography from '@material-ui/core/Typography';
import { useEffect, useState } from 'react';
import { chosenPerson } from './chosenPerson';
import { demoPeople } from './demoPeople';
import { PersonChoice } from './PersonChoice';

const RETRY_MS = 2000;

/** Lets one choose whom to be, without a password: this portal is for trying out. */
export function DemoSignInPage({ onSignInSuccess }: SignInPageProps) {
  const [chosen, setChosen] = useState(chosenPerson.get);
  const person = demoPeople.find(({ id }) => id === chosen);
  if (!person) {
    return (
      <PersonChoice
        people={demoPeople}
        onChoose={({ id }) => {
          chosenPerson.set(id);
          setChosen(id);
        }}
      />
    );
  }
  return (
    <ProxiedSignInPage
      provider={person.id}
      ErrorComponent={WaitForBackend}
      onSignInSuccess={identity => onSignInSuccess(untilSignedOut(identity))}
    />
  );
}

/** Signing out leads back to the choice. */
function untilSignedOut(identity: IdentityApi): IdentityApi {
  return {
    getProfileInfo: () => identity.getProfileInfo(),
    getBackstageIdentity: () => identity.getBackstageIdentity(),
    getCredentials: () => identity.getCredentials(),
    signOut: () => {
      chosenPerson.forget();
      return identity.signOut();
    },
  };
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
