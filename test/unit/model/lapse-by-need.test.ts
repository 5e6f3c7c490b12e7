import { expect, it } from 'vitest';
import { createStreamEngine } from '~/insight/model/engine';
import { normalNumbers, randomNumbers } from '../../bench/model/score';

const TODAY = 14 * 1350;
const NEEDS = ['soap', 'tea', 'oil', 'rice', 'salt', 'jam', 'flour', 'bread'];

// Customers order something each week, but each thing every other month alone.
it('a silence about one need is answered by what came of silences about that need', () => {
  const random = randomNumbers(11);
  const normal = normalNumbers(random);
  const bought: { customer: string; need: string; day: number }[] = [];
  for (let c = 0; c < 150; c++) {
    for (const need of NEEDS) {
      let day = TODAY - 700 + Math.floor(random() * 60);
      for (; day < TODAY + 60; day += Math.max(1, Math.round(60 * Math.exp(0.3 * normal()))))
        bought.push({ customer: `c${c}`, need, day });
    }
  }
  const engine = createStreamEngine();
  for (const { customer, need, day } of bought.sort((a, b) => a.day - b.day))
    if (day <= TODAY) engine.buy(customer, need, day, 1);
  for (const window of [14, 30]) {
    const asked = Array.from({ length: 150 }, (_, c) =>
      ['soap', 'oil', 'salt'].map((need) => [`c${c}`, need]),
    );
    let said = 0;
    let came = 0;
    for (const [customer = '', need = ''] of asked.flat()) {
      said += engine.within({ customer, need, day: TODAY }, [window])[0] ?? 0;
      const isNext = (one: (typeof bought)[number]) => one.day > TODAY && one.day <= TODAY + window;
      if (bought.some((one) => one.customer === customer && one.need === need && isNext(one))) came++;
    }
    expect(Math.abs(said - came) / 450).toBeLessThan(0.05);
  }
});
