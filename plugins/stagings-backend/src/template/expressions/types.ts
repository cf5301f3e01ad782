import { ExpressionContext } from '../../model/rendering';

/** Variables that expressions see. Where not all are known yet, only those that are. */
export type ExpressionVariables = Partial<ExpressionContext>;
