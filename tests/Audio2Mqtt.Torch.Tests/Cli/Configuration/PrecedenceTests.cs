using Audio2Mqtt.Torch.Cli.Configuration;
using Audio2Mqtt.Torch.Events;
using Audio2Mqtt.Torch.Tests.Audio;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Cli.Configuration;

/// <summary>Command line over environment over file over default, by what was given and not by what it is.</summary>
public sealed class PrecedenceTests : IDisposable
{
    private static readonly SoundClasses Classes = new(["Dog", "Bark", "Howl", "Cat", "background"], name => name == "background", new Dictionary<string, float> { ["Cat"] = 0.8f });

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("", "", "", 5)]
    [InlineData("listen: {floor_memory: 60}", "", "", 5)]
    [InlineData("listen: {update_interval: 7}", "", "", 7)]
    [InlineData("listen: {update_interval: 7}", "8", "", 8)]
    [InlineData("listen: {update_interval: 7}\nsources: [{name: a, file: x, update_interval: 9}]", "", "", 9)]
    [InlineData("listen: {update_interval: 7}\nsources: [{name: a, file: x, update_interval: 9}]", "8", "", 8)]
    public void A_layer_above_goes_before_one_below(string yaml, string variable, string line, double expectedSeconds)
    {
        var (plan, problems) = Setups.Plan(File(yaml), line, ("A2M_LISTEN_UPDATE_INTERVAL", variable));
        Assert.Empty(problems);
        Assert.Equal(expectedSeconds, plan.Sources[0].Detection.UpdateInterval.TotalSeconds);
    }

    [Fact]
    public void A_default_that_was_written_goes_before_a_layer_below()
    {
        // 1883 is the default, and was yet asked for.
        var (plan, problems) = Setups.Plan(File("mqtt: {port: 8883, host: h, tls: true}"), "--mqtt-port 1883", ("A2M_MQTT_PORT", "1884"), ("A2M_MQTT_TLS", "false"));
        Assert.Empty(problems);
        Assert.Equal(("h", 1883, false), (plan.Mqtt!.Host, plan.Mqtt.Port, plan.Mqtt.Tls));
    }

    [Fact]
    public void Layers_are_merged_field_by_field()
    {
        var (plan, problems) = Setups.Plan(File("mqtt: {host: h, user: u, queue: 5}"), "--mqtt-user v --no-ha", ("A2M_MQTT_PASSWORD", "secret"));
        Assert.Empty(problems);
        Assert.Equal(("h", "v", "secret", 5, false), (plan.Mqtt!.Host, plan.Mqtt.User, plan.Mqtt.Password, plan.Mqtt.QueueSize, plan.Mqtt.HomeAssistant));
    }

    [Theory]
    [InlineData("", "", false)]
    [InlineData("mqtt:", "", true)]
    [InlineData("mqtt: {port: 1}", "", true)]
    [InlineData("mqtt:", "--no-mqtt", false)]
    [InlineData("", "--mqtt-host h", true)]
    [InlineData("", "--mqtt-user u", false)]
    public void A_broker_is_told_where_a_section_or_a_host_asks_for_it(string yaml, string line, bool expected)
    {
        var (plan, problems) = Setups.Plan(File(yaml), line);
        Assert.Empty(problems);
        Assert.Equal(expected, plan.Mqtt is not null);
    }

    [Fact]
    public void A_variable_of_the_environment_that_nobody_knows_is_told()
    {
        var (_, problems) = Setups.Plan(null, "", ("A2M_MQTT_HOTS", "h"), ("A2M_LISTEN_THRESHOLD", "2"), ("A2M_WEIGHTS", "elsewhere"), ("A2M_MQTT_USER", ""));
        Assert.Equal(["A2M_LISTEN_THRESHOLD: '2' is not a number from 0 to 1", "A2M_MQTT_HOTS: is not known; did you mean 'A2M_MQTT_HOST'?"], problems);
    }

    [Fact]
    public void A_password_comes_from_a_file_and_the_layer_above_decides()
    {
        var path = Path.Combine(folder.FullPath, "password");
        System.IO.File.WriteAllText(path, "from-file\n");
        var yaml = File("mqtt: {user: u, password_file: password}");
        Assert.Equal("from-file", Setups.Plan(yaml, "").Plan.Mqtt!.Password);
        Assert.Equal("from-environment", Setups.Plan(yaml, "", ("A2M_MQTT_PASSWORD", "from-environment")).Plan.Mqtt!.Password);
        Assert.Equal("from-file", Setups.Plan(File("mqtt: {user: u, password: x}"), $"--mqtt-password-file {path}", ("A2M_MQTT_PASSWORD", "e")).Plan.Mqtt!.Password);
        Assert.Contains("no such file", Assert.Single(Setups.Plan(File("mqtt: {user: u, password_file: none}"), "").Problems), StringComparison.Ordinal);
        Assert.Contains("there is a password, too", Assert.Single(Setups.Plan(File("mqtt: {user: u, password: x, password_file: password}"), "").Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void Sources_of_the_command_line_replace_those_of_the_file_and_keep_what_a_name_has()
    {
        var yaml = File("sources: [{name: Yard, url: 'rtsp://h/x', channel: 2, threshold: 0.4}, {name: hall, microphone: true}]");
        var (plan, problems) = Setups.Plan(yaml, "--source yard=night.wav --source other.wav --source other.wav");
        Assert.Empty(problems);
        Assert.Equal(["Yard", "other", "other 2"], plan.Sources.Select(source => source.Name));
        Assert.Equal(0.4, plan.Sources[0].Settings.Value(SourceKeys.Threshold));
        Assert.Null(plan.Sources[0].Settings.Value(SourceKeys.Channel));
        Assert.Equal([SourceKeys.File], plan.Sources[0].Section.Inputs);
        Assert.Null(plan.Sources[1].Settings.Value(SourceKeys.Threshold));
    }

    [Theory]
    [InlineData("", null, "loopback")]
    [InlineData("--microphone", null, "microphone")]
    [InlineData("--device USB", null, "USB")]
    [InlineData("", "rtsp://u:p@camera/x", "camera")]
    [InlineData("--microphone", "rtsp://u:p@camera/x", "microphone")]
    [InlineData("--source -", null, "stdin")]
    public void A_source_has_a_name_though_none_was_given(string line, string? variable, string expected) =>
        Assert.Equal(expected, Assert.Single(Setups.Plan(null, line, ("A2M_SOURCE", variable ?? "")).Plan.Sources).Name);

    [Fact]
    public void A_threshold_of_the_command_line_goes_before_every_one_below()
    {
        var yaml = File("listen: {threshold: 0.6}\nsounds: {Dog: 0.5}\nsources: [{name: a, file: x, sounds: {Howl: 0.3}}]");
        Assert.Equal([("Dog", 0.5f), ("Bark", 0.6f), ("Howl", 0.3f), ("Cat", 0.6f)], Rules(yaml, ""));
        Assert.Equal([("Dog", 0.9f), ("Bark", 0.9f), ("Howl", 0.9f), ("Cat", 0.9f)], Rules(yaml, "--threshold 0.9"));
        Assert.Equal([("Dog", 0.7f), ("Bark", 0.7f), ("Howl", 0.7f), ("Cat", 0.8f)], Rules(File(""), "--source x"));
    }

    [Fact]
    public void Groups_of_all_places_are_sounds()
    {
        var yaml = File("sounds: {dogs: {classes: [Bark, Howl], threshold: 0.2}}\nsources: [{name: a, file: x}]");
        Assert.Equal([("dogs", 0.2f), ("Dog", 0.7f), ("Cat", 0.8f)], Rules(yaml, ""));
        Assert.Equal([("pets", 0.8f), ("dogs", 0.2f)], Rules(yaml, "--group pets=Cat,Dog"));
    }

    [Fact]
    public void A_name_that_no_model_knows_is_told_where_it_was_written()
    {
        var (plan, problems) = Setups.Plan(File("sources:\n  - {name: a, file: x, classes: [Dog, Barck]}\nsounds:\n  Caat: 0.3\n"), "");
        Assert.Empty(problems);
        var found = new List<Problem>();
        new SoundPlan(plan).Resolve(_ => Classes, found);
        Assert.Equal([2, 4], found.Select(problem => problem.Line).Order());
        Assert.Contains(found, problem => problem.Message == "no sound is called 'Barck': did you mean 'Bark'?");
    }

    [Fact]
    public void What_is_written_for_all_sources_need_not_fit_each_of_them()
    {
        var yaml = File("sounds: {Cat: 0.3, Dog: 0.4}\nsources: [{name: a, file: x, model: yamnet}, {name: b, file: x, model: yamnet, network: float}]");
        var (plan, _) = Setups.Plan(yaml, "");
        var found = new List<Problem>();
        var rules = new SoundPlan(plan).Resolve(
            model => model == plan.Sources[0].Model ? Classes : new SoundClasses(["Cat"], _ => false, new Dictionary<string, float>()), found);
        Assert.Empty(found);
        Assert.Equal(0.4f, rules[0][0].StartThreshold);
        Assert.Equal(("Cat", 0.3f), (rules[1][0].Name, rules[1][0].StartThreshold));
    }

    [Fact]
    public void A_sound_of_all_sources_that_one_does_not_want_is_no_error_of_it()
    {
        var yaml = File("sounds: {Cat: 0.3, dogs: [Bark, Howl], Dog: 0.4}\nsources: [{name: a, file: x, classes: [Dog]}]");
        Assert.Equal([("Dog", 0.4f)], Rules(yaml, ""));
    }

    private static (string, float)[] Rules(string path, string line)
    {
        var (plan, problems) = Setups.Plan(path, line);
        Assert.Empty(problems);
        var found = new List<Problem>();
        var rules = new SoundPlan(plan).Resolve(_ => Classes, found);
        Assert.Empty(found);
        return [.. rules[0].Select(rule => (rule.Name, rule.StartThreshold))];
    }

    private string File(string yaml)
    {
        var path = Path.Combine(folder.FullPath, "a2m.yaml");
        System.IO.File.WriteAllText(path, yaml);
        return path;
    }
}
