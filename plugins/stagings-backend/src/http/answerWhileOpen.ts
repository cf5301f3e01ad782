import { Response } from 'express';

/** Works on an answer until it is there, or the caller leaves: nobody reads an error then. */
export async function answerWhileOpen<T>(
  res: Response<T>,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<void> {
  const closed = new AbortController();
  res.once('close', () => closed.abort());
  try {
    res.json(await work(closed.signal));
  } catch (error) {
    if (!closed.signal.aborted) throw error;
  }
}
