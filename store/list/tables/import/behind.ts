/** Does one piece of work after the other, each while the next one is prepared. */
export class Behind {
  private last: Promise<void> = Promise.resolve();

  /**
   * Begins a piece of work as soon as the one before is done.
   * @throws the error of the one before
   */
  async begin(work: () => Promise<void>): Promise<void> {
    await this.last;
    this.last = work();
    // Its error is thrown to whoever waits for it next.
    this.last.catch(() => {});
  }

  /** Waits for the last piece. @throws its error */
  end(): Promise<void> {
    return this.last;
  }
}
