/* fails: Fahrenheit comes out as Celsius */
/* TODO 1 */
    return value_int((as_int(fahrenheit) - 32) * (5 / 9));
/* end of TODO 1 */
