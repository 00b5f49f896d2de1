/** How well a share of the baseline pain, entry by entry, explains a diary. */
export interface DiaryEvidence {
  /** Logarithm of the marginal likelihood, but for a constant of the diary. */
  readonly logEvidence: number;
  /** Baseline pain in expectation. */
  readonly baseline: number;
}

/**
 * Scatter of pain about its course, variance: an inverse gamma of shape 1.5 and scale 1.5, so that about 1 in standard
 * deviation is expected and a diary of equal numbers is not taken as exact. Our own choice.
 */
const SCATTER = { shape: 1.5, scale: 1.5 } as const;
/** The tie between entries a day apart: from none to nearly all, each as likely before the diary. Our own choice. */
const TIES = [0, 0.15, 0.3, 0.45, 0.6, 0.75, 0.9] as const;

/**
 * The evidence of a diary for pain = baseline x share + scatter, where the scatter of entries t hours apart correlates
 * by tie^(t / 24 h). Baseline (flat) and variance (inverse gamma) are integrated in closed form as in any normal
 * regression (Gelman et al., Bayesian Data Analysis, 3rd ed., chapter 14), the tie by its sum.
 * @param entries in order of time; those less than an hour apart count as an hour apart
 * @returns a function of the shares, one per entry
 */
export function diaryEvidence(
  entries: readonly { readonly timeH: number; readonly pain: number }[],
): (shares: Float64Array) => DiaryEvidence {
  const count = entries.length;
  const pains = Float64Array.from(entries, ({ pain }) => pain);
  const ties = TIES.map((tie) => {
    const links = Float64Array.from(entries, ({ timeH }, index) =>
      index === 0 ? 0 : tie ** (Math.max(1, timeH - entries[index - 1]!.timeH) / 24),
    );
    const scales = links.map((link) => 1 / Math.sqrt(1 - link * link));
    return { links, scales, logDensity: scales.reduce((sum, scale) => sum + Math.log(scale), 0) };
  });
  return (shares) => {
    const found = ties.map(({ links, scales, logDensity }) => {
      let [xx, xy, yy] = [0, 0, 0];
      for (let index = 0; index < count; index++) {
        const [link, scale] = [links[index]!, scales[index]!];
        const x = scale * (shares[index]! - (index > 0 ? link * shares[index - 1]! : 0));
        const y = scale * (pains[index]! - (index > 0 ? link * pains[index - 1]! : 0));
        xx += x * x;
        xy += x * y;
        yy += y * y;
      }
      const rest = Math.max(0, yy - (xy * xy) / xx);
      return {
        logEvidence:
          logDensity -
          Math.log(xx) / 2 -
          (SCATTER.shape + (count - 1) / 2) * Math.log(SCATTER.scale + rest / 2),
        baseline: xy / xx,
      };
    });
    const highest = Math.max(...found.map(({ logEvidence }) => logEvidence));
    let [total, baseline] = [0, 0];
    for (const each of found) {
      const weight = Math.exp(each.logEvidence - highest);
      total += weight;
      baseline += weight * each.baseline;
    }
    return { logEvidence: highest + Math.log(total / TIES.length), baseline: baseline / total };
  };
}
