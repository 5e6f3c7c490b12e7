import { z } from 'zod';
import { type OrderImport, startOrderImport, takeOrderPiece } from '~/intake/imports/import-orders.server';
import { type ImportPreview, previewOrderImport } from '~/intake/imports/preview-import.server';

const whole = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const mark = z.string().min(1).max(200);
const question = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('preview'), mark, offset: whole, last: z.enum(['0', '1']) }),
  z.object({
    intent: z.literal('start'),
    name: z.string().max(400),
    bytes: whole,
    mark,
  }),
  z.object({ intent: z.literal('piece'), id: z.string().regex(/^\d{1,18}$/), offset: whole }),
]);

export type OrderImportAnswer = ImportPreview | OrderImport;

/** What a page asks about its file: what would it bring, begin, take the next piece. Null: this is no such question. */
export async function answerOrderImport(
  shopId: bigint,
  { asked, body, by }: { asked: URLSearchParams; body: ArrayBuffer; by: string },
): Promise<OrderImportAnswer | null> {
  const parsed = question.safeParse(Object.fromEntries(asked));
  if (!parsed.success) return null;
  const piece = Buffer.from(body);
  switch (parsed.data.intent) {
    case 'preview': {
      const { mark, offset, last } = parsed.data;
      return previewOrderImport(shopId, { mark, offset, piece, isLast: last === '1' });
    }
    case 'start':
      return startOrderImport(shopId, parsed.data, by);
    case 'piece':
      return takeOrderPiece(shopId, {
        importId: BigInt(parsed.data.id),
        offset: parsed.data.offset,
        piece,
      });
  }
}
