import { describe, expect, test } from 'vitest';
import { limitMetaAnalysis } from '../../src/meta/limit-meta-analysis.ts';
import type { Method } from '../../src/meta/random-effects.ts';
import { effectsOf, expectAllClose, expectClose } from './close.ts';
import fixture from './fixtures/limit.json' with { type: 'json' };

describe('limit meta-analysis (issue 4)', () => {
  test.each(fixture.sets)('$name, $method: as regression through the radial plots in R', (set) => {
    const result = limitMetaAnalysis(effectsOf(set.yi, set.vi), set.method as Method);
    expectClose(result.adjusted.estimate, set.adjusted, 'adjusted');
    expectClose(result.adjusted.se, set.se, 'se');
    expectClose(result.adjusted.ciLower, set.lower, 'lower');
    expectClose(result.adjusted.p, set.p, 'p');
    expectClose(result.bias, set.bias, 'bias');
    expectClose(result.slope, set.slope, 'slope');
    expectAllClose(result.limits, set.limits, 'limits');
    expectClose(result.smallStudy.Q, set.smallStudyQ, 'Q of small-study effects');
    expectClose(result.smallStudy.p, set.smallStudyP, 'its P');
    expectClose(result.residual.Q, set.residualQ, 'residual Q');
    expectClose(result.residual.p, set.residualP, 'its P');
    expectClose(result.G2, set.G2, 'G2');
  });

  test('too few studies, or studies all alike in precision, are refused', () => {
    expect(() => limitMetaAnalysis(effectsOf([1, 2], [1, 2]))).toThrow(/at least 3 studies, not 2/);
    expect(() => limitMetaAnalysis(effectsOf([1, 2, 3], [1, 1, 1]))).toThrow(/differing precision/);
  });
});
