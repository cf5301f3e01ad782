import { randomBytes } from 'node:crypto';
import { Db } from '../db';

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';
const LENGTH = 8;

interface InstallationRow {
  slot: number;
  id: string;
}

/**
 * The id of this installation: 8 lower-case letters and digits, made once and the same in all replicas.
 * It labels what this installation creates in clusters.
 */
export async function installationId(db: Db): Promise<string> {
  const known = await readId(db);
  if (known) return known;
  const id = randomId();
  await db<InstallationRow>('installation')
    .insert({ slot: 1, id })
    .onConflict('slot')
    .ignore();
  return (await readId(db)) ?? id;
}

async function readId(db: Db): Promise<string | undefined> {
  const row = await db<InstallationRow>('installation').first('id');
  return row?.id;
}

function randomId(): string {
  return Array.from(
    randomBytes(LENGTH),
    byte => ALPHABET[byte % ALPHABET.length],
  ).join('');
}
