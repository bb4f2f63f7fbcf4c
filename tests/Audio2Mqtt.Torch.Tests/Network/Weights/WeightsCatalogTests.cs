using Audio2Mqtt.Torch.Network.Weights;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Network.Weights;

public sealed class WeightsCatalogTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(YamnetVariant.Lite)]
    [InlineData(YamnetVariant.Float)]
    public void The_built_in_list_has_a_file_and_an_address_for_each_network(YamnetVariant variant)
    {
        var sources = WeightsCatalog.BuiltIn()[variant].Sources;

        Assert.Contains(sources, source => source.Path is not null);
        Assert.Contains(sources, source => source.Url is not null);
        Assert.All(sources, source => Assert.NotNull(source.Licence));
    }

    [Fact]
    public void Everything_about_the_lite_network_is_pinned()
    {
        var lite = WeightsCatalog.BuiltIn().Lite;

        Assert.NotNull(lite.WeightsHash);
        Assert.All(lite.Sources, source => Assert.Equal("10c95ea3eb9a7bb4cb8bddf6feb023250381008177ac162ce169694d05c317de", source.Sha256));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("""{"lite":{"sources":[]},"float":{"sources":[]}}""")]
    [InlineData("""{"lite":{"sources":[],"mirror":1},"float":{"sources":[]},"classNames":{"sources":[]}}""")]
    public void A_broken_list_is_told_with_its_path(string json)
    {
        var path = folder.File("sources.json");
        File.WriteAllText(path, json);

        var error = Assert.Throws<Audio2MqttException>(() => WeightsCatalog.Read(path));

        Assert.StartsWith(path, error.Message, StringComparison.Ordinal);
    }
}
