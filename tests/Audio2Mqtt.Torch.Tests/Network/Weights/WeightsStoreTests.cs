using System.Net;
using Audio2Mqtt.Torch.Network.Weights;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Network.Weights;

public sealed class WeightsStoreTests : IDisposable
{
    private const string FirstUrl = "https://one.example/lite.safetensors";
    private const string SecondUrl = "https://two.example/lite.safetensors";

    private static readonly YamnetWeights Lite = SyntheticYamnet.Create(YamnetActivation.Relu6);
    private static readonly YamnetWeights Float = SyntheticYamnet.Create(YamnetActivation.Relu);

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task What_is_installed_from_a_file_loads_and_verifies()
    {
        var store = Store();
        var from = Save("source.safetensors", Lite);

        var done = await store.InstallAsync(YamnetVariant.Lite, from);

        Assert.Equal(folder.File("weights/yamnet-lite.safetensors"), done.Path);
        Assert.Equal(from, done.Source);
        Assert.True(store.Verify(YamnetVariant.Lite).IsIntact);
        Assert.Equal(Lite.WeightsHash, store.Load(YamnetVariant.Lite).WeightsHash);
        var info = store.Info(YamnetVariant.Lite);
        Assert.Equal((true, Lite.WeightsHash), (info.IsInstalled, info.WeightsHash));
    }

    [Fact]
    public void Nothing_installed_is_told_with_the_file_to_bring_the_folder_and_the_command()
    {
        var error = Assert.Throws<WeightsUnavailableException>(() => Store().Load(YamnetVariant.Lite));

        Assert.Contains(FirstUrl, error.Message, StringComparison.Ordinal);
        Assert.Contains(folder.File("weights"), error.Message, StringComparison.Ordinal);
        Assert.Contains("a2m-torch weights install lite --from FILE", error.Message, StringComparison.Ordinal);
        Assert.False(Store().Info(YamnetVariant.Lite).IsInstalled);
    }

    [Fact]
    public async Task Offline_the_error_tells_each_source_that_was_tried()
    {
        var store = Store(new FakeServer(_ => throw new HttpRequestException("no route")));

        var error = await Assert.ThrowsAsync<WeightsUnavailableException>(() => store.LoadOrInstallAsync(YamnetVariant.Lite));

        Assert.Equal([$"{FirstUrl}: no route", $"{SecondUrl}: no route"], error.Tried);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public async Task The_other_network_is_refused_with_the_command_that_would_take_it()
    {
        var from = Save("float.safetensors", Float);

        var error = await Assert.ThrowsAsync<WeightsFormatException>(() => Store().InstallAsync(YamnetVariant.Lite, from));

        Assert.Contains("the network 'float', and 'lite' was asked for", error.Message, StringComparison.Ordinal);
        Assert.Contains($"weights install float --from {from}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_the_other_network_under_an_installed_name_is_told_before_it_is_loaded()
    {
        var done = await Store().InstallAsync(YamnetVariant.Float, Save("float.safetensors", Float));
        File.Move(done.Path, folder.File("weights/yamnet-lite.safetensors"));

        var error = Assert.Throws<WeightsFormatException>(() => Store().Info(YamnetVariant.Lite));

        Assert.Contains("it holds the network 'float'; run: a2m-torch weights install lite", error.Message, StringComparison.Ordinal);
        Assert.Equal(error.Message, Assert.Throws<WeightsFormatException>(() => Store().Load(YamnetVariant.Lite)).Message);
    }

    [Fact]
    public async Task Values_that_are_not_the_official_ones_are_refused()
    {
        var tensors = Lite.Tensors.ToArray();
        tensors[0] = tensors[0] with { Data = [.. tensors[0].Data.Select(value => value + 1)] };
        var from = Save("altered.safetensors", new(YamnetActivation.Relu6, Lite.ClassNames, Lite.Provenance, tensors));

        var error = await Assert.ThrowsAsync<WeightsFormatException>(() => Store().InstallAsync(YamnetVariant.Lite, from));

        Assert.Contains(Lite.WeightsHash, error.Message, StringComparison.Ordinal);
        Assert.False(Store().IsInstalled(YamnetVariant.Lite));
    }

    [Fact]
    public async Task Verify_finds_a_value_that_changed_after_installation()
    {
        var store = Store();
        var done = await store.InstallAsync(YamnetVariant.Lite, Save("source.safetensors", Lite));
        using (var file = File.OpenWrite(done.Path))
        {
            file.Seek(-4, SeekOrigin.End);
            file.Write([0, 0, 0x80, 0x3f]);
        }

        Assert.False(store.Verify(YamnetVariant.Lite).IsIntact);
    }

    [Fact]
    public async Task A_missing_file_and_a_folder_without_a_known_one_are_told()
    {
        var missing = await Assert.ThrowsAsync<Audio2MqttException>(() => Store().InstallAsync(YamnetVariant.Lite, folder.File("no.tflite")));
        var empty = await Assert.ThrowsAsync<Audio2MqttException>(() => Store().InstallAsync(YamnetVariant.Lite, folder.Path));

        Assert.Contains("no such file", missing.Message, StringComparison.Ordinal);
        Assert.Contains("local.safetensors", empty.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Local_sources_come_before_the_network()
    {
        Save("local.safetensors", Lite);
        var store = Store(new FakeServer(_ => throw new HttpRequestException("asked")), folder.Path);

        var done = await store.InstallAsync(YamnetVariant.Lite);

        Assert.Equal(folder.File("local.safetensors"), done.Source);
        Assert.Equal("test-licence", done.Weights.Provenance.Licence);
    }

    [Fact]
    public async Task A_local_file_of_the_other_network_is_passed_over()
    {
        var file = Save("float.safetensors", Float);
        var bytes = File.ReadAllBytes(Save("source.safetensors", Lite));
        var store = Store(new FakeServer(_ => bytes), file);

        var done = await store.InstallAsync(YamnetVariant.Lite);

        Assert.Equal(FirstUrl, done.Source);
    }

    [Fact]
    public async Task A_download_with_the_wrong_hash_gives_way_to_the_next_source()
    {
        var bytes = File.ReadAllBytes(Save("source.safetensors", Lite));
        var store = Store(new FakeServer(url => url == FirstUrl ? [1, 2, 3] : bytes), sha256: FileHash.Sha256(folder.File("source.safetensors")));
        var progress = new Recorder();

        var done = await store.InstallAsync(YamnetVariant.Lite, progress: progress);

        Assert.Equal(SecondUrl, done.Source);
        Assert.Equal(SecondUrl, done.Weights.Provenance.Url);
        Assert.Equal(new(SecondUrl, bytes.Length, bytes.Length), progress.Last);
        Assert.Equal([".install.lock", "yamnet-lite.safetensors"], Installed());
    }

    [Fact]
    public async Task A_silent_server_is_given_up_after_the_timeout()
    {
        var options = Options(new FakeServer(_ => null)) with { NetworkTimeout = TimeSpan.FromMilliseconds(20) };

        var error = await Assert.ThrowsAsync<WeightsUnavailableException>(() => new WeightsStore(options).InstallAsync(YamnetVariant.Lite));

        Assert.All(error.Tried, reason => Assert.Contains("no answer", reason, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Cancelling_a_download_leaves_nothing_behind()
    {
        using var cancel = new CancellationTokenSource();
        var store = Store(new FakeServer(_ =>
        {
            cancel.Cancel();
            return null;
        }));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.InstallAsync(YamnetVariant.Lite, cancellationToken: cancel.Token));

        Assert.Equal([".install.lock"], Installed());
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_gives_way_to_the_next()
    {
        var blocked = folder.Write("plain-file", "x"u8);
        var options = Options(null) with { Folders = [Path.Combine(blocked, "weights"), folder.File("weights")] };
        var from = Save("source.safetensors", Lite);

        var done = await new WeightsStore(options).InstallAsync(YamnetVariant.Lite, from);

        Assert.Equal(folder.File("weights/yamnet-lite.safetensors"), done.Path);
        var error = await Assert.ThrowsAsync<Audio2MqttException>(
            () => new WeightsStore(options with { Folders = [Path.Combine(blocked, "weights")] }).InstallAsync(YamnetVariant.Lite, from));
        Assert.Contains("A2M_WEIGHTS", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Installers_that_run_at_once_all_succeed()
    {
        var from = Save("source.safetensors", Lite);

        var all = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Store().InstallAsync(YamnetVariant.Lite, from))));

        Assert.All(all, done => Assert.Equal(Lite.WeightsHash, done.Weights.WeightsHash));
        Assert.True(Store().Verify(YamnetVariant.Lite).IsIntact);
        Assert.Equal([".install.lock", "yamnet-lite.safetensors"], Installed());
    }

    [Fact]
    public async Task Class_names_are_taken_from_a_class_map_beside_a_file_without_them()
    {
        var from = Save("nameless.safetensors", new(YamnetActivation.Relu, [], Float.Provenance, Float.Tensors));
        var lines = SyntheticYamnet.ClassNames.Select((name, index) => $"{index},/m/{index},\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
        File.WriteAllLines(folder.File("yamnet_class_map.csv"), lines.Prepend("index,mid,display_name"));

        var done = await Store().InstallAsync(YamnetVariant.Float, from);

        Assert.Equal(SyntheticYamnet.ClassNames, done.Weights.ClassNames);
        Assert.Equal(folder.File("yamnet_class_map.csv"), done.ClassNamesSource);
    }

    [Fact]
    public async Task Class_names_are_taken_from_the_installed_lite_network_or_their_lack_is_told()
    {
        var from = Save("nameless.safetensors", new(YamnetActivation.Relu, [], Float.Provenance, Float.Tensors));
        var store = new WeightsStore(Options(null) with { AllowNetwork = false });

        var error = await Assert.ThrowsAsync<Audio2MqttException>(() => store.InstallAsync(YamnetVariant.Float, from));
        await store.InstallAsync(YamnetVariant.Lite, Save("source.safetensors", Lite));
        var done = await store.InstallAsync(YamnetVariant.Float, from);

        Assert.Contains("install 'lite' first", error.Message, StringComparison.Ordinal);
        Assert.Equal(Lite.ClassNames, done.Weights.ClassNames);
    }

    [GenuineWeightsFact(GenuineWeights.Lite, GenuineWeights.Hub)]
    public async Task Both_genuine_networks_install_from_local_files_by_the_built_in_list()
    {
        var store = new WeightsStore(new()
        {
            Folders = [folder.File("weights")],
            LocalSources = [Path.GetDirectoryName(GenuineWeights.Path(GenuineWeights.Lite))!],
            AllowNetwork = false,
        });

        var lite = await store.LoadOrInstallAsync(YamnetVariant.Lite);
        var hub = await store.LoadOrInstallAsync(YamnetVariant.Float);

        Assert.Equal(("lite", "float"), (lite.Name, hub.Name));
        Assert.Equal(lite.ClassNames, hub.ClassNames);
        Assert.Equal("Apache-2.0", lite.Provenance.Licence);
        Assert.True(store.Verify(YamnetVariant.Lite).IsIntact);
        Assert.True(store.Verify(YamnetVariant.Float).IsIntact);
    }

    private WeightsStore Store(HttpMessageHandler? server = null, string? localSource = null, string? sha256 = null) =>
        new(Options(server, localSource, sha256));

    private WeightsStoreOptions Options(HttpMessageHandler? server, string? localSource = null, string? sha256 = null) => new()
    {
        Folders = [folder.File("weights")],
        LocalSources = localSource is null ? [] : [localSource],
        HttpHandler = server,
        Catalog = new(
            new(
                [
                    new("safetensors", Path: "local.safetensors", Licence: "test-licence"),
                    new("safetensors", Url: FirstUrl, Sha256: sha256),
                    new("safetensors", Url: SecondUrl, Sha256: sha256),
                ],
                Lite.WeightsHash),
            new([new("safetensors", Path: "float.safetensors"), new("safetensors", Url: "https://one.example/float.safetensors")]),
            WeightsCatalog.BuiltIn().ClassNames),
    };

    private string Save(string name, YamnetWeights weights)
    {
        YamnetSafetensors.Write(folder.File(name), weights);
        return folder.File(name);
    }

    private IEnumerable<string?> Installed() => Directory.GetFiles(folder.File("weights")).Select(Path.GetFileName).Order(StringComparer.Ordinal);

    private sealed class Recorder : IProgress<WeightsProgress>
    {
        public WeightsProgress? Last { get; private set; }

        public void Report(WeightsProgress value) => Last = value;
    }

    /// <summary>Answers with bytes, or never (null) until the request is cancelled.</summary>
    private sealed class FakeServer(Func<string, byte[]?> answer) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var bytes = answer(request.RequestUri!.ToString());
            if (bytes is null) await Task.Delay(Timeout.Infinite, cancellationToken);
            return new(HttpStatusCode.OK) { Content = new ByteArrayContent(bytes!) };
        }
    }
}
