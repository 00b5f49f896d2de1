/** The models behind the curves of the studio, by name in the catalogue. */
export const MODELS_IN_USE: readonly string[] = ['simons-2022', 'fanta-2015-otto-2021', 'dahan-2011'];
