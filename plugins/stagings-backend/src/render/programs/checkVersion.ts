import {
  isSupportedHelm,
  parseHelmVersion,
  SUPPORTED_HELM,
} from './helmVersion';
import {
  isSupportedKubectl,
  parseKubectlVersion,
  SUPPORTED_KUBECTL,
} from './kubectlVersion';
import { ProgramError, runProgram } from './runProgram';

/** Programs that renderers need. */
export type ProgramName = 'helm' | 'kubectl';

/** A program that can be used, or the sentence that says why it cannot. */
export type FoundProgram =
  | { path: string; version: string; problem?: undefined }
  | { problem: string };

interface VersionRule {
  /** How messages name the versions that are good. */
  supported: string;
  args: string[];
  parse(output: string): string | undefined;
  isSupported(version: string): boolean;
}

/** How each program tells its version, and which versions are good. */
export const versionRules: Readonly<Record<ProgramName, VersionRule>> = {
  helm: {
    supported: SUPPORTED_HELM,
    args: ['version', '--short'],
    parse: parseHelmVersion,
    isSupported: isSupportedHelm,
  },
  kubectl: {
    supported: SUPPORTED_KUBECTL,
    args: ['version', '--client', '--output=json'],
    parse: parseKubectlVersion,
    isSupported: isSupportedKubectl,
  },
};

/** Asks a program for its version. */
export async function checkVersion(
  name: ProgramName,
  path: string,
  searchPath: string,
): Promise<FoundProgram> {
  const rule = versionRules[name];
  try {
    const { stdout } = await runProgram({
      path,
      args: rule.args,
      env: { PATH: searchPath, HOME: '/nonexistent', HELM_NO_PLUGINS: '1' },
      timeout: 10_000,
      maxOutput: 64 * 1024,
    });
    const version = rule.parse(stdout);
    if (version === undefined) {
      return { problem: `${path} does not tell its version as ${name} does` };
    }
    if (rule.isSupported(version)) return { path, version };
    return {
      problem: `${path} is ${name} ${version}; needed is ${rule.supported}`,
    };
  } catch (error) {
    if (!(error instanceof ProgramError)) throw error;
    return { problem: `${path} ${error.message}` };
  }
}
