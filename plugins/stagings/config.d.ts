export interface Config {
  /**
   * What a browser is told of the backend's section, so that the tab and the card stand only on the pages of
   * components that some template applies to. The package of the backend documents the section.
   */
  stagings?: {
    templates?: Array<{
      /**
       * @visibility frontend
       */
      name: string;
      /**
       * @visibility frontend
       */
      cluster?: string;
      /**
       * @deepVisibility frontend
       */
      entityFilter?: object;
    }>;
  };
}
