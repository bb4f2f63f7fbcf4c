using Audio2Mqtt.Torch.Training.Metrics;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Training.Metrics;

public class TemperatureTests
{
    private static readonly float[] Logits =
    [
        -11.3f, 4.1f, -3.8f, -6.7f, 1.1f, 2.8f, -1.8f, -4.3f, 0.1f, -0.2f, 5.6f, 3.0f, 0.8f, 4.4f, -0.8f,
        -3.7f, 2.3f, 2.3f, -0.9f, -3.1f, 0.9f, -10.0f, 2.8f, 2.0f, -6.6f, 0.2f, -3.9f, 3.0f, -8.1f, -3.7f,
    ];

    private static readonly int[] Labels = [1, 2, 0, 1, 1, 1, 2, 0, 1, 0];

    // scipy.optimize.minimize_scalar (bounded, over b = 1 / T) of the mean cross-entropy plus (b - 1)^2 / (2 * 0.5^2 * n), n = 10 and 5.
    [Theory]
    [InlineData(null, 3.682567023694283)]
    [InlineData(5, 3.0110687573721244)]
    public void The_fit_is_the_minimum_that_scipy_finds(int? observations, double expected) =>
        Assert.Equal(expected, Temperature.Fit(Logits, Labels, 3, observations), 1e-4);

    [Fact]
    public void Logits_of_a_known_temperature_give_it_back()
    {
        // Labels are drawn from softmax(z / 2.5): the fit finds 2.5 within the error of 20 000 draws (about 1 %, three of them allowed).
        var random = new Random(7);
        const int rows = 20_000;
        var logits = new float[rows * 4];
        var labels = new int[rows];
        for (var row = 0; row < rows; row++)
        {
            var weights = new double[4];
            for (var k = 0; k < 4; k++)
            {
                logits[(row * 4) + k] = (float)((random.NextDouble() * 12) - 6);
                weights[k] = Math.Exp(logits[(row * 4) + k] / 2.5);
            }

            var draw = random.NextDouble() * weights.Sum();
            while (labels[row] < 3 && (draw -= weights[labels[row]]) > 0) labels[row]++;
        }

        Assert.Equal(2.5, Temperature.Fit(logits, labels, 4), 0.075);
    }

    [Fact]
    public void Clips_without_a_mistake_do_not_ask_for_certainty()
    {
        // Two classes, gap 10, eight right of eight: cross-entropy alone wants T = 0; with the prior scipy finds 0.9991.
        float[] logits = [.. Enumerable.Repeat((float[])[10, 0], 8).SelectMany(row => row)];
        Assert.Equal(0.9991009811292694, Temperature.Fit(logits, new int[8], 2), 1e-6);
    }

    [Fact]
    public void The_fit_stays_within_its_bounds()
    {
        float[] wrong = [.. Enumerable.Repeat((float[])[-10, 10], 50).SelectMany(row => row)];
        Assert.Equal(Temperature.Max, Temperature.Fit(wrong, new int[50], 2));
        Assert.Equal(1, Temperature.Fit([], [], 2));
    }

    [Fact]
    public void What_is_no_number_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Temperature.Fit([float.NaN, 0], [0], 2));
        Assert.Throws<ArgumentException>(() => Temperature.Fit([0, 0, 0], [0], 2));
    }
}
