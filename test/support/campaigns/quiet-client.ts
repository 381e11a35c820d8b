/** The workflows of cases, where a test looks at Postgres only: nothing is started, and nobody is told. */
export const quietClient = {
  startCases: async () => {},
  caseAnswered: async () => {},
  reportArrived: async () => {},
};
