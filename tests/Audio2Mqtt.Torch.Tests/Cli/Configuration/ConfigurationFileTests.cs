using Audio2Mqtt.Torch.Cli.Configuration;
using Audio2Mqtt.Torch.Events;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Cli.Configuration;

/// <summary>Everything that can be wrong in a file is told with its line.</summary>
public class ConfigurationFileTests
{
    [Theory]
    [InlineData("mqtt:\n  prot: 1883", "a2m.yaml:2: 'prot' is not known in 'mqtt'; did you mean 'port'?")]
    [InlineData("\nsource:\n", "a2m.yaml:2: 'source' is not known in a configuration; did you mean 'sources'?")]
    [InlineData("zzz: 1", "a2m.yaml:1: 'zzz' is not known in a configuration; known are sources, sounds, listen, mqtt, recording")]
    [InlineData("listen:\n  energy-threshold: -40", "a2m.yaml:2: 'energy-threshold' is not known in 'listen'; did you mean 'energy_threshold'?")]
    [InlineData("mqtt:\n  port: 0", "a2m.yaml:2: port: '0' is not a whole number from 1 to 65535")]
    [InlineData("mqtt:\n  port: many", "a2m.yaml:2: port: 'many' is not a whole number from 1 to 65535")]
    [InlineData("mqtt:\n  port:\n", "a2m.yaml:2: port: nothing is not a whole number from 1 to 65535")]
    [InlineData("mqtt:\n  port: [1]", "a2m.yaml:2: port: a list is not a whole number from 1 to 65535")]
    [InlineData("mqtt:\n  port: {a: 1}", "a2m.yaml:2: port: a section is not a whole number from 1 to 65535")]
    [InlineData("mqtt:\n  host: a b", "a2m.yaml:2: host: 'a b' is no host name")]
    [InlineData("mqtt:\n  base: a/#", "a2m.yaml:2: base: 'a/#' cannot begin a topic: parts with '/' between them, without '+' and '#'")]
    [InlineData("mqtt:\n  tls: maybe", "a2m.yaml:2: tls: 'maybe' is not true or false")]
    [InlineData("mqtt:\n  compat: hass", "a2m.yaml:2: compat: 'hass' is not audio2mqtt")]
    [InlineData("mqtt:\n  keep_alive: 1", "a2m.yaml:2: keep_alive: '1' is not a time from 5 s to 1 h: seconds (1.5), mm:ss, or with a unit (250ms, 10min, 12h, 7d)")]
    [InlineData("mqtt: 7", "a2m.yaml:1: mqtt is not made of names with values: 'name: value'")]
    [InlineData("listen:\n  threshold: 1.01", "a2m.yaml:2: threshold: '1.01' is not a number from 0 to 1")]
    [InlineData("listen:\n  threshold: NaN", "a2m.yaml:2: threshold: 'NaN' is not a number from 0 to 1")]
    [InlineData("listen:\n  hop: 0.485", "a2m.yaml:2: hop: '0.485' is no multiple of 10 ms")]
    [InlineData("listen:\n  confirm: 4/3", "a2m.yaml:2: confirm: '4/3' is not HITS/PATCHES, such as 2/3, of at most 50 patches")]
    [InlineData("listen:\n  smoothing: 3:harmonic", "a2m.yaml:2: smoothing: '3:harmonic' is not a number of patches from 1 to 50, such as 2, or with a rule: 3:geometric")]
    [InlineData("listen:\n  energy_threshold: 3", "a2m.yaml:2: energy_threshold: '3' is not a level in dBFS from -150 to 0, or off")]
    [InlineData("listen:\n  network: big", "a2m.yaml:2: network: 'big' is not lite or float")]
    [InlineData("recording:\n  max_size: 5 apples", "a2m.yaml:2: max_size: '5 apples' is not a size such as 500MB or 2GB")]
    [InlineData("recording:\n  max_age: 0", "a2m.yaml:2: max_age: '0' is not a time from 1 s")]
    [InlineData("sources: kitchen", "a2m.yaml:1: sources: is not a list: each source begins with '- name: …'")]
    [InlineData("sources:\n  - kitchen", "a2m.yaml:2: a source is not made of names with values: 'name: value'")]
    [InlineData("sources:\n  - microphone: true", "a2m.yaml:2: the source has no name; it is told by it in events and topics: - name: kitchen")]
    [InlineData("sources:\n  - name: a", "a2m.yaml:2: the source 'a' names nothing to hear: add one of microphone, loopback, device, device_id, url, file")]
    [InlineData("sources:\n  - name: a\n    microphone: true\n    file: x.wav", "a2m.yaml:2: the source 'a' names microphone and file: one of them can be heard")]
    [InlineData("sources:\n  - {name: a, file: x}\n  - {name: A, file: y}", "a2m.yaml:3: a source is called 'A' in line 2 already; each needs a name of its own")]
    [InlineData("sources:\n  - name: a\n    url: nowhere", "a2m.yaml:3: url: the value is no address that can be heard: rtsp://, http://, https:// and their like")]
    [InlineData("sources:\n  - {name: a, file: x, pcm: 's16le:16000:1'}", "a2m.yaml:2: pcm: is for standard input: file: '-'")]
    [InlineData("sources:\n  - {name: a, microphone: yes, realtime: yes}", "a2m.yaml:2: realtime: is for a file")]
    [InlineData("sources:\n  - {name: a, file: '-', pcm: 's16le:7:1'}", "a2m.yaml:2: pcm: 's16le:7:1' has the rate '7'")]
    [InlineData("sources:\n  - name: a\n    file: x\n    clases: Dog", "a2m.yaml:4: 'clases' is not known in 'sources'; did you mean 'classes'?")]
    [InlineData("sources:\n  - {name: a, file: x, classes: {a: b}}", "a2m.yaml:2: classes: a section is not a list of names, or one name")]
    [InlineData("sounds:\n  Dog: 1.5", "a2m.yaml:2: threshold: '1.5' is not a number from 0 to 1")]
    [InlineData("sounds:\n  Dog:\n    treshold: 0.5", "a2m.yaml:3: 'treshold' is not known in 'sounds'; did you mean 'threshold'?")]
    [InlineData("sounds:\n  Dog: 0.5\n  dog: 0.6", "a2m.yaml:3: the sound 'dog' is there already, in line 2; case does not matter")]
    [InlineData("sounds:\n  Dog: {metadata: 5}", "a2m.yaml:2: metadata: '5' is not names with a text each")]
    [InlineData("mqtt:\n  host: a\n  host: b", "a2m.yaml:3: 'host' is there twice, first in line 2")]
    [InlineData("mqtt:\n  host: ${NOT_SET}", "a2m.yaml:2: the variable NOT_SET is not set; set it, or give a default: ${NOT_SET:-…}")]
    [InlineData("mqtt:\n  host: ${1x}", "a2m.yaml:2: '${1x}' is no variable: ${NAME} or ${NAME:-default}; a ${ that is meant is written $${")]
    [InlineData("mqtt:\n  host: ${OPEN", "a2m.yaml:2: '${OPEN' is no variable")]
    [InlineData("a: &x 1\nmqtt:\n  port: *x", "a2m.yaml:3: '*x' repeats another place, which is not read here")]
    [InlineData("mqtt:\n  host: a\n---\nmqtt:\n", "a2m.yaml:3: a second document begins here; a configuration is one")]
    [InlineData("mqtt:\n  host: 'a", "this is no YAML")]
    [InlineData("mqtt:\n\thost: a", "this is no YAML")]
    [InlineData("? [a, b]\n: 1", "a2m.yaml:1: a name is a text, not a list")]
    [InlineData("- a", "a2m.yaml:1: the file is not made of names with values")]
    public void What_is_wrong_is_told_with_its_line(string yaml, string expected)
    {
        var (_, problems) = Setups.Parse(yaml);
        Assert.Contains(problems, problem => problem.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once_in_the_order_of_the_file()
    {
        var (_, problems) = Setups.Parse("""
            mqtt:
              port: 0
              pasword: x
            sources:
              - name: a
                threshold: 2
              - name: a
                file: ${NOPE}
            foo:
            """);
        Assert.Equal(
            ["a2m.yaml:2", "a2m.yaml:3", "a2m.yaml:5", "a2m.yaml:6", "a2m.yaml:7", "a2m.yaml:8", "a2m.yaml:9"],
            problems.Select(problem => problem[..problem.IndexOf(": ", StringComparison.Ordinal)]));
    }

    [Fact]
    public void A_secret_is_never_part_of_a_message()
    {
        var (_, problems) = Setups.Parse("mqtt:\n  password: [hunter2, hunter2]\nsources:\n  - name: a\n    url: hunter2://u:hunter2@h");
        Assert.Equal(2, problems.Length);
        Assert.DoesNotContain("hunter2", string.Join('\n', problems), StringComparison.Ordinal);
    }

    [Fact]
    public void Variables_are_filled_in_with_defaults_and_a_dollar_can_be_meant()
    {
        var (file, problems) = Setups.Parse(
            "mqtt:\n  host: ${HOST}\n  user: ${USER_NAME:-a2m}\n  node: $${x}\n  base: ${BASE:-}house${A}${B}", ("HOST", "broker"), ("A", "/a"), ("B", "/b"));
        Assert.Empty(problems);
        var settings = new Settings(file.Mqtt!);
        Assert.Equal(("broker", "a2m", "${x}", "house/a/b"), (settings.Get(MqttKeys.Host), settings.Object(MqttKeys.User), settings.Get(MqttKeys.Node), settings.Get(MqttKeys.Base)));
    }

    [Fact]
    public void What_a_variable_holds_is_a_text_whatever_it_looks_like()
    {
        var (file, problems) = Setups.Parse("mqtt:\n  user: ${X}", ("X", "a: [b, *c"));
        Assert.Empty(problems);
        Assert.Equal("a: [b, *c", new Settings(file.Mqtt!).Object(MqttKeys.User));
    }

    [Fact]
    public void A_sound_may_be_a_threshold_a_list_of_classes_a_section_or_nothing()
    {
        var (file, problems) = Setups.Parse("""
            sounds:
              Dog: 0.5
              bell: [Doorbell, Ding-dong]
              Cat: {threshold: 0.6, metadata: {room: kitchen, floor: 2}}
              Siren:
            """);
        Assert.Empty(problems);
        Assert.Equal(["Dog", "bell", "Cat", "Siren"], file.Sounds.Select(sound => sound.Name));
        Assert.Equal(0.5, file.Sounds[0].Values.Find(SourceKeys.Threshold)!.Value);
        Assert.Equal(["Doorbell", "Ding-dong"], (IReadOnlyList<string>)file.Sounds[1].Values.Find(SoundKeys.Classes)!.Value);
        Assert.Equal("kitchen", ((IReadOnlyDictionary<string, string>)file.Sounds[2].Values.Find(SoundKeys.Metadata)!.Value)["room"]);
        Assert.Equal(0, file.Sounds[3].Values.Count);
    }

    [Fact]
    public void Values_have_the_forms_that_people_write()
    {
        var (file, problems) = Setups.Parse("""
            listen: {energy_threshold: off, smoothing: 3:geometric, confirm: 2/3, max_duration: 10min, debounce: 250ms, min_duration: 0.5, adaptive_gate: on, classes: Dog}
            recording: {dir: clips, max_size: 1.5 GB, max_age: 7d, before: "0:02"}
            """);
        Assert.Empty(problems);
        var settings = new Settings(file.Listen, file.Recording);
        Assert.Null(settings.Get(SourceKeys.EnergyThreshold).Dbfs);
        Assert.Equal(new Smoothing(3, ScoreSmoothing.Geometric), settings.Get(SourceKeys.Averaging));
        Assert.Equal(new Confirmation(2, 3), settings.Get(SourceKeys.Confirm));
        Assert.Equal(TimeSpan.FromMinutes(10), settings.Get(SourceKeys.MaxDuration));
        Assert.Equal(TimeSpan.FromMilliseconds(250), settings.Get(SourceKeys.Debounce));
        Assert.Equal(TimeSpan.FromMilliseconds(500), settings.Get(SourceKeys.MinDuration));
        Assert.True(settings.Get(SourceKeys.AdaptiveGate));
        Assert.Equal(["Dog"], settings.Object(SourceKeys.Classes));
        Assert.Equal(1_500_000_000, settings.Value(RecordingKeys.MaxSize));
        Assert.Equal(TimeSpan.FromDays(7), settings.Value(RecordingKeys.MaxAge));
        Assert.Equal(TimeSpan.FromSeconds(2), settings.Get(RecordingKeys.Before));
    }

    [Fact]
    public void Relative_paths_start_from_the_files_folder()
    {
        var problems = new List<Problem>();
        var file = ConfigurationFile.Parse("sources:\n  - {name: a, file: x.wav, model: models/m}\n  - {name: b, file: '-', model: yamnet}"u8.ToArray(), "a2m.yaml", "/etc/a2m", _ => null, problems);
        Assert.Empty(problems);
        string[] found = [.. file.Sources.SelectMany(source => (Key[])[SourceKeys.File, SourceKeys.Model], (source, key) => (string)source.Values.Find(key)!.Value)];
        Assert.Equal([Path.Combine("/etc/a2m", "x.wav"), Path.Combine("/etc/a2m", "models/m"), "-", "yamnet"], found);
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing\n")]
    [InlineData("sources:\nsounds:\nlisten:\nrecording:\n")]
    public void An_empty_file_is_a_good_one(string yaml) => Assert.Empty(Setups.Parse(yaml).Problems);

    [Theory]
    [InlineData("none.yaml", "none.yaml: no such file")]
    [InlineData("/", "/: cannot be read")]
    public void A_file_that_cannot_be_read_is_told(string path, string expected)
    {
        if (OperatingSystem.IsWindows()) return;
        var problems = new List<Problem>();
        ConfigurationFile.Read(path, _ => null, problems);
        Assert.StartsWith(expected, Assert.Single(problems).ToString(), StringComparison.Ordinal);
    }
}
