using TorchSharp.Modules;
using TorchSharp.Utils;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Tests.Nn;

public sealed class ComponentTests
{
    [Fact]
    public void Fields_are_registered_under_their_names_private_and_inherited_ones_too()
    {
        using var module = new Derived();
        Assert.Equal(["own", "inherited", "hidden"], module.named_children().Select(child => child.name));
        Assert.Equal(["scale", "own.weight", "inherited.weight", "hidden.weight"], module.named_parameters().Select(parameter => parameter.name));
        Assert.Equal(["table"], module.named_buffers().Select(buffer => buffer.name));
        Assert.Equal(["scale", "own.weight", "inherited.weight", "hidden.weight", "table"], module.state_dict().Keys);
    }

    [Fact]
    public void An_attribute_names_a_component_and_a_null_field_is_passed_over()
    {
        using var module = new Named();
        Assert.Equal(["layer.weight"], module.named_parameters().Select(parameter => parameter.name));
    }

    [Fact]
    public void A_key_is_taken_once()
    {
        using var scope = NewDisposeScope();
        using var module = new Derived();
        Assert.Throws<InvalidOperationException>(() => module.register_buffer("table", zeros(1)));
        Assert.Throws<InvalidOperationException>(() => module.register_parameter("scale", Parameter(zeros(1))));
        using var spare = ReLU();
        Assert.Throws<InvalidOperationException>(() => module.register_module("own", spare));
        Assert.Throws<ArgumentException>(() => module.register_module("a.b", spare));
        Assert.Throws<ArgumentException>(() => module.register_module("", spare));
        Assert.Throws<ArgumentNullException>(() => module.register_buffer("nothing", null!));
    }

    [Fact]
    public void A_module_without_parameters_takes_none()
    {
        using var scope = NewDisposeScope();
        using var relu = ReLU();
        Assert.Throws<InvalidOperationException>(() => relu.register_parameter("p", Parameter(zeros(1))));
        Assert.Throws<InvalidOperationException>(() => relu.register_buffer("b", zeros(1)));
    }

    [Fact]
    public void Dotted_names_find_what_is_below()
    {
        using var module = new Derived();
        Assert.Same(module.own.weight, module.get_parameter("own.weight"));
        Assert.True(module.has_parameter("inherited.weight"));
        Assert.False(module.has_parameter("inherited.bias"));
        Assert.Null(module.get_parameter("nobody.weight"));
        Assert.NotNull(module.get_buffer("table"));
        Assert.False(module.has_buffer("own.table"));
    }

    [Fact]
    public void A_buffer_that_does_not_persist_is_not_in_the_state()
    {
        using var module = new Derived();
        using var scratch = zeros(3);
        module.register_buffer("scratch", scratch, persistent: false);
        Assert.DoesNotContain("scratch", module.state_dict().Keys);
    }

    [Fact]
    public void Modules_are_listed_with_dotted_names_and_children_only_once()
    {
        using var outer = Sequential(("inner", Sequential(("fc", Linear(1, 1)))), ("act", ReLU()));
        Assert.Equal(["inner", "act", "inner.fc"], outer.named_modules().Select(module => module.name));
        Assert.Equal(["inner", "act"], outer.named_children().Select(module => module.name));
        var visited = new List<string>();
        outer.apply(module => visited.Add(module.GetName()));
        Assert.Equal(["Linear", "Sequential", "ReLU", "Sequential"], visited);
    }

    [Fact]
    public void Training_reaches_every_module()
    {
        using var outer = Sequential(Sequential(Dropout()), ReLU());
        Assert.True(outer.training);
        outer.eval();
        Assert.All(outer.modules(), module => Assert.False(module.training));
        outer.train();
        Assert.All(outer.modules(), module => Assert.True(module.training));
    }

    [Fact]
    public void Gradients_are_forgotten_or_filled_with_zeros()
    {
        using var scope = NewDisposeScope();
        using var linear = Linear(2, 1);
        linear.call(ones(1, 2)).sum().backward();
        linear.zero_grad(set_to_none: false);
        Assert.Equal([0f, 0], linear.weight.grad!.data<float>().ToArray());
        linear.zero_grad();
        Assert.Null(linear.weight.grad);
    }

    private class Base : Module<Tensor, Tensor>
    {
        protected readonly Module<Tensor, Tensor> inherited = Linear(1, 1, hasBias: false);
        private readonly Module<Tensor, Tensor> hidden = Linear(1, 1, hasBias: false);

        protected Base()
            : base("Base")
        {
        }

        public override Tensor forward(Tensor input) => hidden.call(inherited.call(input));
    }

    private sealed class Derived : Base
    {
        internal readonly Linear own = Linear(1, 1, hasBias: false);
        private readonly Parameter scale = Parameter(ones(1));
        private readonly Tensor table = arange(3);

        internal Derived() => RegisterComponents();

        public override Tensor forward(Tensor input) => base.forward(own.call(input)) * scale + table[0];
    }

    private sealed class Named : Module<Tensor, Tensor>
    {
        [ComponentName(Name = "layer")]
        private readonly Linear first = Linear(1, 1, hasBias: false);

        private readonly Linear? absent;

        internal Named(Linear? absent = null)
            : base("Named")
        {
            this.absent = absent;
            RegisterComponents();
        }

        public override Tensor forward(Tensor input) => absent is null ? first.call(input) : absent.call(input);
    }
}
