/** Stands in compiled styles where a component's scope belongs; never part of a style sheet that somebody wrote. */
export const SCOPE = "__preview-scope__";
