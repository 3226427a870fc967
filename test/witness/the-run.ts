/** The run under witness: its files, what was ordered, and the Frames that its press files should show. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { inject } from 'vitest';
import { openPressRoom, type PressRoom } from '../../src/cli/press-room.js';
import { openCondition } from '../../src/cli/profiles.js';
import { type ReadOrder, readOrder } from '../../src/cli/read-order.js';
import { type Composed, compose, design } from '../../src/cli/set-flyer.js';
import { openWorld } from '../../src/cli/world.js';
import { qrFrame } from '../../src/compose/qr.js';
import type { Frame } from '../../src/frame/frame.js';
import { oneUpPage } from '../../src/impose/one-up.js';
import type { PlannedDesign } from '../../src/job/plan/plan.js';
import { fillSlots } from '../../src/layout/design.js';
import { writeDocument } from '../../src/pdf/document.js';
import { JOB } from './setup.js';

export const RUN: string = inject('run');

/** Every file of the run, relative, with `/`. */
export const FILES: readonly string[] = readdirSync(RUN, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name).slice(RUN.length + 1))
  .sort();
export const PDFS = FILES.filter((file) => file.endsWith('.pdf'));
export const PRESS = PDFS.filter((file) => file.startsWith('press/'));
export const SHEETS = PDFS.filter((file) => file.startsWith('sheets/'));
export const inRun = (file: string): string => join(RUN, file);
export const readRun = (file: string): Buffer => readFileSync(inRun(file));

/** A design of the run with the press file that shows it. */
export interface Ordered {
  readonly plan: PlannedDesign;
  readonly file: string;
  readonly composed: Composed;
}

export interface TheRun {
  readonly order: ReadOrder;
  readonly room: PressRoom;
  readonly designs: readonly Ordered[];
}

let opened: Promise<TheRun> | undefined;

/** The order as the command line opens it; every design composed. */
export function theRun(): Promise<TheRun> {
  opened ??= openTheRun();
  return opened;
}

async function openTheRun(): Promise<TheRun> {
  const order = await readOrder(openWorld(), JOB);
  const job = order.loaded.job.value;
  const room = openPressRoom(openWorld(), job);
  const address = job.address ?? room.content.publication.value.address;
  const designs = order.plan.designs.map((plan) => ({
    plan,
    file: plan.pressFile!,
    composed: compose(room, {
      lang: plan.lang,
      size: job.size,
      draft: job.purpose === 'draft',
      address,
      ink: order.plan.ink,
      ...(plan.organisation ? { organisation: plan.organisation } : {}),
    }),
  }));
  return { order, room, designs };
}

/** One design of each language, the one without an organisation. */
export const plainDesigns = ({ designs }: TheRun): readonly Ordered[] =>
  designs.filter(({ plan }) => plan.id === plan.lang);

/** Front and back as they should be printed, laid out anew. */
export function layPages({ room }: TheRun, { composed }: Ordered): readonly Frame[] {
  return fillSlots(design(room, composed).design, { qr: composed.address }, (slot, value) =>
    qrFrame(value, slot.box.width),
  );
}

/** Frames as a PDF of their own, by the writer of short documents, which made none of the press files. */
export async function writeFrames({ room }: TheRun, frames: readonly Frame[]): Promise<Uint8Array> {
  return writeDocument({
    pages: frames.map(oneUpPage),
    book: room.book(),
    meta: {
      title: 'witness',
      creator: 'witness',
      date: new Date(0),
      trapped: false,
      documentId: 'witness',
    },
    intent: (await openCondition(openWorld())).intent,
    digest: (data) => createHash('sha256').update(data).digest('hex'),
    deflate: (data) => deflateSync(data),
  });
}
