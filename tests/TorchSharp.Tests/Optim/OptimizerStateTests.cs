using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Optim;

public sealed class OptimizerStateTests
{
    public static TheoryData<string> Kinds => ["SGD", "Adam", "Amsgrad", "AdamW"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_run_goes_on_from_a_saved_state_as_if_it_had_never_stopped(string kind)
    {
        using var whole = new Bowl();
        using var first = Make(kind, whole.X);
        Steps(whole, first, 7);

        var path = Path.GetTempFileName();
        try
        {
            first.save_state_dict(path);
            using var resumed = new Bowl();
            using (no_grad())
                resumed.X.copy_(whole.X);
            using var second = Make(kind, resumed.X);
            Steps(resumed, second, 2); // a state that must go
            using (no_grad())
                resumed.X.copy_(whole.X);
            second.load_state_dict(path);

            Steps(whole, first, 5);
            Steps(resumed, second, 5);
            Assert.Equal(whole.Values(), resumed.Values());
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Options_travel_with_the_state(string kind)
    {
        using var bowl = new Bowl();
        using var first = Make(kind, bowl.X);
        foreach (var group in first.ParamGroups)
            group.LearningRate = 0.125;
        using var memory = new MemoryStream();
        using var writer = new BinaryWriter(memory, System.Text.Encoding.UTF8, leaveOpen: true);
        first.save_state_dict(writer);
        writer.Flush();
        memory.Position = 0;
        using var second = Make(kind, bowl.X);
        using var reader = new BinaryReader(memory);
        second.load_state_dict(reader);
        Assert.Equal(0.125, second.ParamGroups.Single().LearningRate);
    }

    [Fact]
    public void A_state_dictionary_holds_options_states_and_which_belongs_where()
    {
        using var one = new Bowl();
        using var two = new Bowl();
        using var optimizer = optim.Adam([one.X]);
        optimizer.add_param_group(new Adam.ParamGroup([two.X], lr: 0.5));
        Steps(one, optimizer, 3);
        var dictionary = optimizer.state_dict();
        Assert.Equal(2, dictionary.Options.Count);
        Assert.Equal(0.5, dictionary.Options[1].LearningRate);
        Assert.Equal(2, dictionary.State.Count);
        Assert.Equal([[0], [1]], dictionary.StateIndexRef);
        Assert.Equal(3, ((Adam.State)dictionary.State[0]).step);
    }

    [Fact]
    public void Loading_a_state_dictionary_copies_it()
    {
        using var one = new Bowl();
        using var two = new Bowl();
        using var first = optim.AdamW([one.X], 0.1);
        Steps(one, first, 3);
        using var second = optim.AdamW([two.X], 0.2);
        second.load_state_dict(first.state_dict());
        var (source, target) = ((AdamW.State)first.state_dict().State[0], (AdamW.State)second.state_dict().State[0]);
        Assert.True(source.ApproximatelyEquals(target));
        Assert.Equal(0.1, second.ParamGroups.Single().LearningRate);
        Steps(one, first, 1);
        Assert.Equal(3, target.step);
        Assert.False(source.ApproximatelyEquals(target));
    }

    [Fact]
    public void The_state_of_another_optimizer_is_refused()
    {
        using var bowl = new Bowl();
        using var adam = optim.Adam([bowl.X]);
        using var sgd = optim.SGD([bowl.X], 0.1);
        using var memory = new MemoryStream();
        using var writer = new BinaryWriter(memory, System.Text.Encoding.UTF8, leaveOpen: true);
        adam.save_state_dict(writer);
        writer.Flush();
        memory.Position = 0;
        using var reader = new BinaryReader(memory);
        Assert.ThrowsAny<Exception>(() => sgd.load_state_dict(reader));
    }

#if !TORCHSHARP_PACKAGE
    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(40)]
    [InlineData(100)]
    public void A_truncated_file_is_refused(int length)
    {
        using var bowl = new Bowl();
        using var optimizer = optim.Adam([bowl.X]);
        using var memory = new MemoryStream();
        using (var writer = new BinaryWriter(memory, System.Text.Encoding.UTF8, leaveOpen: true))
            optimizer.save_state_dict(writer);
        Assert.True(memory.Length > length);
        using var reader = new BinaryReader(new MemoryStream(memory.ToArray()[..length]));
        Assert.ThrowsAny<IOException>(() => optimizer.load_state_dict(reader));
    }

    [Fact]
    public void The_state_of_a_parameter_of_another_shape_is_refused()
    {
        using var bowl = new Bowl();
        using var optimizer = optim.Adam([bowl.X]);
        using var memory = new MemoryStream();
        using (var writer = new BinaryWriter(memory, System.Text.Encoding.UTF8, leaveOpen: true))
            optimizer.save_state_dict(writer);
        memory.Position = 0;
        using var other = new Parameter(ones(2, 3));
        using var second = optim.Adam([other]);
        using var reader = new BinaryReader(memory);
        var error = Assert.Throws<ArgumentException>(() => second.load_state_dict(reader));
        Assert.Contains("[2, 3]", error.Message, StringComparison.Ordinal);
    }
#endif

    private static void Steps(Bowl bowl, optim.Optimizer optimizer, int count)
    {
        for (var step = 0; step < count; step++)
            bowl.Step(optimizer);
    }

    private static OptimizerHelper Make(string kind, Parameter parameter) => kind switch
    {
        "SGD" => optim.SGD([parameter], 0.05, momentum: 0.9),
        "Adam" => optim.Adam([parameter], 0.05, weight_decay: 0.1),
        "Amsgrad" => optim.Adam([parameter], 0.05, amsgrad: true),
        _ => optim.AdamW([parameter], 0.05, weight_decay: 0.01),
    };
}
