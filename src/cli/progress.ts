/** Progress on stderr: a bar that moves on a terminal, a line a file elsewhere, one JSON object a line if asked. */
import type { Progress } from '../job/run/bench.js';

export type ProgressStyle = 'auto' | 'json' | 'none';

export interface ProgressLine {
  show(progress: Progress): void;
  /** Clears the bar, so that what follows starts on a line of its own. */
  end(): void;
}

export function openProgress(style: ProgressStyle, stream: NodeJS.WriteStream): ProgressLine {
  if (style === 'none') return { show: () => {}, end: () => {} };
  if (style === 'json')
    return {
      show: (p) => stream.write(`${JSON.stringify({ event: 'progress', ...p, rate: Math.round(p.rate) })}\n`),
      end: () => {},
    };
  const bar = stream.isTTY === true;
  return {
    show(p) {
      const share = p.total === 0 ? 1 : p.done / p.total;
      const numbers = `${p.done} of ${p.total} pieces${p.rate > 0 ? `, ${Math.round(p.rate)}/s` : ''}${p.secondsLeft === undefined ? '' : `, ${duration(p.secondsLeft)} left`}`;
      if (!bar) {
        stream.write(`${numbers}  ${p.file}\n`);
        return;
      }
      const width = 28;
      const filled = Math.round(share * width);
      stream.write(
        `\r\u001b[K${'█'.repeat(filled)}${'░'.repeat(width - filled)} ${numbers}  ${p.file}`.slice(
          0,
          (stream.columns ?? 100) + 3,
        ),
      );
    },
    end: () => {
      if (bar) stream.write('\r\u001b[K');
    },
  };
}

const duration = (seconds: number): string =>
  seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;

/** Does long work with its progress shown, and tells it when Ctrl-C has come. */
export async function watch<T>(
  { json, progress }: { readonly json: boolean; readonly progress: ProgressStyle },
  work: (told: { onProgress: (progress: Progress) => void; signal: AbortSignal }) => Promise<T>,
): Promise<T> {
  const stop = new AbortController();
  const onInterrupt = (): void => stop.abort();
  process.once('SIGINT', onInterrupt);
  const line = openProgress(json && progress === 'auto' ? 'none' : progress, process.stderr);
  try {
    return await work({ onProgress: (p) => line.show(p), signal: stop.signal });
  } finally {
    line.end();
    process.off('SIGINT', onInterrupt);
  }
}
