/** An order of one item of a need, by choice and for oneself, as folding a history takes it. */
export function foldedOrder({ day, need }: { readonly day: number; readonly need: bigint }) {
  return {
    day,
    purpose: 'purchase',
    stands: true,
    forSomeoneElse: false,
    lines: [
      {
        needId: need,
        keptQuantity: 1,
        units: 1,
        variant: `v${need}`,
        isGiftCard: false,
        onSubscription: false,
      },
    ],
  };
}
