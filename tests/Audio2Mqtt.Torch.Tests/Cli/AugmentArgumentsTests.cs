using System.CommandLine;
using Audio2Mqtt.Torch.Cli;
using Audio2Mqtt.Torch.Cli.Options;
using Audio2Mqtt.Torch.Training.Augmentation;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Cli;

public sealed class AugmentArgumentsTests
{
    [Fact]
    public void Without_augment_there_is_none() => Assert.Null(Read(""));

    [Fact]
    public void Augment_alone_means_the_defaults()
    {
        var request = Read("--augment")!;
        Assert.Equal(new AugmentationOptions(), request.Options);
        Assert.Equal(Augmenter.DefaultCopies, request.Copies);
        Assert.Null(request.NoiseFolder);
        Assert.Null(request.OpenNoise(CancellationToken.None));
    }

    [Fact]
    public void Every_option_reaches_the_engine()
    {
        var request = Read(
            "--augment --augment-factor 12 --pitch-shift 3 --time-stretch 0.2 --time-shift 1.5 --gain 10 --noise-probability 0.9 --snr -5,20 --noise hum --room 1.2 --band-limit 0.4")!;
        Assert.Equal(12, request.Copies);
        Assert.Equal("hum", request.NoiseFolder);
        Assert.Equal(
            new AugmentationOptions
            {
                PitchShiftSemitones = 3, TimeStretch = 0.2, TimeShiftSeconds = 1.5, GainDb = 10, NoiseProbability = 0.9, SnrMinDb = -5, SnrMaxDb = 20,
                RoomSeconds = 1.2, BandLimitProbability = 0.4,
            } with
            {
                // Asked for by name, a kind happens even where it is off by default.
                PitchShiftProbability = request.Options.PitchShiftProbability, TimeStretchProbability = request.Options.TimeStretchProbability,
                TimeShiftProbability = request.Options.TimeShiftProbability, GainProbability = request.Options.GainProbability, RoomProbability = request.Options.RoomProbability,
            },
            request.Options);
        Assert.All(
            [request.Options.PitchShiftProbability, request.Options.TimeStretchProbability, request.Options.TimeShiftProbability, request.Options.GainProbability, request.Options.RoomProbability],
            probability => Assert.InRange(probability, 0.01, 1));
    }

    [Fact]
    public void Zero_switches_a_kind_off()
    {
        var options = Read("--augment --pitch-shift 0 --time-stretch 0 --time-shift 0 --gain 0 --noise-probability 0 --room 0 --band-limit 0")!.Options;
        Assert.All(
            [options.PitchShiftProbability, options.TimeStretchProbability, options.TimeShiftProbability, options.GainProbability, options.NoiseProbability, options.RoomProbability, options.BandLimitProbability],
            probability => Assert.Equal(0, probability));
    }

    [Theory]
    [InlineData("--augment-factor 0", "--augment-factor: '0' is not a whole number from 1 to 64.")]
    [InlineData("--pitch-shift 13", "--pitch-shift: '13' is not a number from 0.01 to 12, or 0 for off.")]
    [InlineData("--time-stretch 2", "--time-stretch: '2' is not a number from 0.001 to 1, or 0 for off.")]
    [InlineData("--time-shift soon", "--time-shift: 'soon' is not a number from 0.001 to 60, or 0 for off.")]
    [InlineData("--gain NaN", "--gain: 'NaN' is not a number from 0.01 to 60, or 0 for off.")]
    [InlineData("--noise-probability 2", "--noise-probability: '2' is not a number from 0 to 1.")]
    [InlineData("--snr 20", "--snr: '20' is not MIN,MAX: two numbers from -30 to 80, the lower one first.")]
    [InlineData("--snr 20,-5", "--snr: '20,-5' is not MIN,MAX: two numbers from -30 to 80, the lower one first.")]
    [InlineData("--room 9", "--room: '9' is not a number from 0.1 to 5, or 0 for off.")]
    [InlineData("--band-limit x", "--band-limit: 'x' is not a number from 0 to 1.")]
    public void A_wrong_value_is_told_by_name_value_and_range(string line, string expected) =>
        Assert.Equal(expected, Assert.Single(Parse("--augment " + line).Parsed.Errors).Message);

    [Fact]
    public void An_option_of_a_kind_without_augment_is_told() =>
        Assert.Equal("--room says how to augment: add --augment", Assert.Throws<UsageException>(() => Read("--room 1")).Message);

    [Fact]
    public void A_noise_folder_that_is_none_is_wrong_usage()
    {
        Assert.Equal(
            "--noise /nowhere: no such folder; name one that holds recordings of noise",
            Assert.Throws<UsageException>(() => Read("--augment --noise /nowhere")!.OpenNoise(CancellationToken.None)).Message);
        Assert.Throws<UsageException>(() => Read("--augment --noise hum --noise-probability 0"));
    }

    private static AugmentRequest? Read(string line)
    {
        var (arguments, parsed) = Parse(line);
        Assert.Empty(parsed.Errors);
        return arguments.Read(parsed);
    }

    private static (AugmentArguments Arguments, ParseResult Parsed) Parse(string line)
    {
        var command = new Command("train");
        var arguments = new AugmentArguments();
        arguments.AddTo(command);
        return (arguments, command.Parse(line));
    }
}
