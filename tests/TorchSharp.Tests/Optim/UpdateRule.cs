namespace TorchSharp.Tests.Optim;

/// <summary>The published update rules, worked in plain doubles, one element at a time: what the optimizers must agree with.</summary>
internal static class UpdateRule
{
    public sealed record Sgd(double Rate, double Momentum = 0, double Dampening = 0, double Decay = 0, bool Nesterov = false, bool Maximize = false);

    public sealed record Adam(
        double Rate, double Beta1 = 0.9, double Beta2 = 0.999, double Eps = 1e-8, double Decay = 0, bool Amsgrad = false, bool Maximize = false);

    /// <summary>Where the bowl's elements are after some steps of gradient descent.</summary>
    public static double[] Run(Sgd rule, int steps)
    {
        var x = (double[])Bowl.Start.Clone();
        var buffer = new double[x.Length];
        for (var step = 1; step <= steps; step++)
            for (var k = 0; k < x.Length; k++)
            {
                var gradient = (rule.Maximize ? -1 : 1) * Bowl.Gradient(k, x[k]) + rule.Decay * x[k];
                if (rule.Momentum != 0)
                {
                    buffer[k] = step == 1 ? gradient : rule.Momentum * buffer[k] + (1 - rule.Dampening) * gradient;
                    gradient = rule.Nesterov ? gradient + rule.Momentum * buffer[k] : buffer[k];
                }

                x[k] -= rule.Rate * gradient;
            }

        return x;
    }

    /// <summary>Where they are after some steps of Adam, or of AdamW (the decay acts on the element, not on its gradient).</summary>
    public static double[] Run(Adam rule, int steps, bool decoupled)
    {
        var x = (double[])Bowl.Start.Clone();
        var (mean, square, peak) = (new double[x.Length], new double[x.Length], new double[x.Length]);
        for (var step = 1; step <= steps; step++)
            for (var k = 0; k < x.Length; k++)
            {
                var gradient = (rule.Maximize ? -1 : 1) * Bowl.Gradient(k, x[k]);
                if (decoupled)
                    x[k] -= rule.Rate * rule.Decay * x[k];
                else
                    gradient += rule.Decay * x[k];
                mean[k] = rule.Beta1 * mean[k] + (1 - rule.Beta1) * gradient;
                square[k] = rule.Beta2 * square[k] + (1 - rule.Beta2) * gradient * gradient;
                peak[k] = Math.Max(peak[k], square[k]);
                var unbiasedMean = mean[k] / (1 - Math.Pow(rule.Beta1, step));
                var unbiasedSquare = (rule.Amsgrad ? peak[k] : square[k]) / (1 - Math.Pow(rule.Beta2, step));
                x[k] -= rule.Rate * unbiasedMean / (Math.Sqrt(unbiasedSquare) + rule.Eps);
            }

        return x;
    }
}
