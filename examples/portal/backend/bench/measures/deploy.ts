import { setTimeout as sleep } from 'node:timers/promises';
import { Bench } from '../Bench';
import {
  deployBare,
  deployByHelm,
  deployByKubectl,
  deployStaging,
  DeployTime,
} from '../deployers';
import { Finding } from '../findings';
import { Session } from '../session';
import { median } from '../statistics';

const QUIET_MS = 1_000;

interface Round {
  bare: DeployTime;
  kubectl: DeployTime;
  helm: DeployTime;
  staging: DeployTime;
}

/** One chart into a new namespace, in four ways, one after the other in each round. */
export async function measureDeploy(
  bench: Bench,
  session: Session,
): Promise<Finding[]> {
  await round(bench, session);
  const rounds: Round[] = [];
  for (let count = 0; count < bench.options.rounds; count++) {
    rounds.push(await round(bench, session));
  }
  const middle = (value: (round: Round) => number) => median(rounds.map(value));
  const lessRender = ({ staging }: Round) => staging.total - staging.render;
  return [
    time(
      'floor',
      middle(r => r.bare.total),
    ),
    time(
      'kubectl apply --server-side',
      middle(r => r.kubectl.total),
    ),
    time(
      'helm upgrade --install',
      middle(r => r.helm.total),
    ),
    time(
      'staging, from 201 to the last object',
      middle(r => r.staging.total),
    ),
    time(
      'staging, its render',
      middle(r => r.staging.render),
    ),
    ratio(
      'less the render, to the floor',
      middle(r => lessRender(r) / r.bare.total),
      1.5,
    ),
    ratio(
      'less the render, to kubectl',
      middle(r => lessRender(r) / r.kubectl.total),
      0.6,
    ),
    ratio(
      'with the render, to helm',
      middle(r => r.staging.total / r.helm.total),
      0.5,
    ),
  ];
}

async function round(bench: Bench, session: Session): Promise<Round> {
  const pause = <T>(value: T) => sleep(QUIET_MS, value);
  return {
    bare: await deployBare(bench, bench.newNamespace()).then(pause),
    kubectl: await deployByKubectl(bench, bench.newNamespace()).then(pause),
    helm: await deployByHelm(bench, bench.newNamespace()).then(pause),
    staging: await deployStaging(bench, session).then(pause),
  };
}

function time(what: string, value: number): Finding {
  return { measure: `deploy: ${what}`, value, unit: 'ms' };
}

function ratio(what: string, value: number, atMost: number): Finding {
  return { measure: `deploy: ${what}`, value, unit: '', atMost };
}
