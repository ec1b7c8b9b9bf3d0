/** Why a call of wx.* fails: becomes `errMsg` "<name>:fail <reason>". */
export class Failure extends Error {
  /**
   * @param {string} reason
   * @param {Record<string, any>} [fields] such as `errno`, `errCode`
   */
  constructor(reason, fields = {}) {
    super(reason);
    this.fields = fields;
  }
}
