import { RendererName } from 'backstage-plugin-stagings-common';
import { ProgramsConfig } from '../../config/types';
import { findExecutable, isExecutable } from './findExecutable';
import {
  isSupportedHelm,
  parseHelmVersion,
  SUPPORTED_HELM,
} from './helmVersion';
import { ProgramError, runProgram } from './runProgram';

/** Programs that renderers need. */
export type ProgramName = 'helm';

/** A program that can be used, or the sentence that says why it cannot. */
export type FoundProgram =
  | { path: string; version: string; problem?: undefined }
  | { problem: string };

/** How long an answer that there is none, or that it is too old, is kept. */
const RETRY_AFTER = 30_000;

/**
 * Finds programs where the config says, else on PATH, and checks their version. A program that was found is
 * not looked for again; one that was missing is, after a while, so that it can be installed meanwhile.
 */
export class ProgramFinder {
  private readonly answers = new Map<
    ProgramName,
    { answer: Promise<FoundProgram>; at: number }
  >();

  constructor(
    private readonly config: ProgramsConfig,
    private readonly environment: NodeJS.ProcessEnv = process.env,
    private readonly now: () => number = Date.now,
  ) {}

  async find(name: ProgramName): Promise<FoundProgram> {
    const known = this.answers.get(name);
    if (known) {
      const { problem } = await known.answer;
      if (problem === undefined || this.now() - known.at < RETRY_AFTER) {
        return known.answer;
      }
    }
    const answer = this.look(name);
    this.answers.set(name, { answer, at: this.now() });
    return answer;
  }

  /** Why a renderer cannot be used on this backend, in one sentence; undefined where it can. */
  async problemOf(renderer: RendererName): Promise<string | undefined> {
    return renderer === 'helm' ? (await this.find('helm')).problem : undefined;
  }

  private async look(name: ProgramName): Promise<FoundProgram> {
    const configured = this.config[name];
    const searchPath = this.environment.PATH ?? '';
    if (configured !== undefined && !(await isExecutable(configured))) {
      return {
        problem: `${configured}, which stagings.programs.${name} names, is not a program that can be run`,
      };
    }
    const path = configured ?? (await findExecutable(name, searchPath));
    if (path === undefined) {
      return {
        problem: `${name} is not installed: install ${SUPPORTED_HELM} on the backend's PATH, or give its path as stagings.programs.${name}`,
      };
    }
    return checkHelm(path, searchPath);
  }
}

async function checkHelm(
  path: string,
  searchPath: string,
): Promise<FoundProgram> {
  try {
    const { stdout } = await runProgram({
      path,
      args: ['version', '--short'],
      env: { PATH: searchPath, HOME: '/nonexistent', HELM_NO_PLUGINS: '1' },
      timeout: 10_000,
      maxOutput: 64 * 1024,
    });
    const version = parseHelmVersion(stdout);
    if (version === undefined) {
      return { problem: `${path} does not tell its version as helm does` };
    }
    if (isSupportedHelm(version)) return { path, version };
    return {
      problem: `${path} is helm ${version}; needed is ${SUPPORTED_HELM}`,
    };
  } catch (error) {
    if (!(error instanceof ProgramError)) throw error;
    return { problem: `${path} ${error.message}` };
  }
}
