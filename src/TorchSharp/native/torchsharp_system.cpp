// The C++ side of src/TorchSharp: libtorch's dispatcher called by name with boxed arguments, tensor handles, autograd and settings.
// A tensor handle is an owned c10::TensorImpl*. Nothing throws across this border: a function returns 0, or 1 with the text in ts_error().
// Compiles unchanged against libtorch 1.13 to 2.x, CPU and CUDA builds (build.sh).
#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Parallel.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <c10/core/InferenceMode.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/cuda.h>
#include <torch/version.h>

#include <cstring>
#include <string>
#include <vector>

#define TS_API extern "C" __attribute__((visibility("default")))

namespace {

// Mirrors TorchSharp.Interop.NativeValue: one argument or result.
enum Tag : int64_t {
    None = 0, TensorTag = 1, Int = 2, Double = 3, Bool = 4, IntList = 5, TensorList = 6, DeviceTag = 7, DoubleList = 8,
    OptionalTensorList = 9, String = 10, GeneratorTag = 11, Object = 12, Complex = 13
};

struct Value {
    int64_t tag;
    union { int64_t i; double d; void* p; };
    int64_t n;  // a list's length, a device's index, a complex number's imaginary bits
};

thread_local std::string last_error;
thread_local std::vector<Value> results;

template <class F>
int guarded(F&& body) noexcept {
    try {
        body();
        return 0;
    } catch (const c10::Error& e) {
        last_error = e.what_without_backtrace();
    } catch (const std::exception& e) {
        last_error = e.what();
    } catch (...) {
        last_error = "unknown native exception";
    }
    return 1;
}

// XNNPACK's pool has a thread a core whatever OMP_NUM_THREADS says, and waits for them spinning: beside busy processes one patch
// of YAMNet then took 15 to 60 ms of processor time instead of 2.7. Only setting the count reaches that pool, so it is set once, to
// what it already is.
const int threads_agree = guarded([] { at::set_num_threads(at::get_num_threads()); });

at::Tensor borrow(void* handle) {
    return handle ? at::Tensor(c10::intrusive_ptr<at::TensorImpl, at::UndefinedTensorImpl>::reclaim_copy(static_cast<at::TensorImpl*>(handle)))
                  : at::Tensor();
}

void* release(at::Tensor tensor) {
    return tensor.defined() ? tensor.unsafeReleaseTensorImpl() : nullptr;
}

c10::Device device_of(int64_t type, int64_t index) {
    return c10::Device(static_cast<c10::DeviceType>(type), static_cast<c10::DeviceIndex>(index));
}

c10::IValue to_ivalue(const Value& v) {
    switch (v.tag) {
        case None: return c10::IValue();
        case TensorTag: return c10::IValue(borrow(v.p));
        case Int: return c10::IValue(v.i);
        case Double: return c10::IValue(v.d);
        case Bool: return c10::IValue(v.i != 0);
        case IntList: return c10::IValue(c10::List<int64_t>(c10::ArrayRef<int64_t>(static_cast<int64_t*>(v.p), v.n)));
        case DoubleList: return c10::IValue(c10::List<double>(c10::ArrayRef<double>(static_cast<double*>(v.p), v.n)));
        case TensorList: {
            c10::List<at::Tensor> list;
            list.reserve(v.n);
            for (int64_t k = 0; k < v.n; k++) list.push_back(borrow(static_cast<void**>(v.p)[k]));
            return c10::IValue(std::move(list));
        }
        case OptionalTensorList: {
            c10::List<c10::optional<at::Tensor>> list;
            for (int64_t k = 0; k < v.n; k++) {
                void* handle = static_cast<void**>(v.p)[k];
                list.push_back(handle ? c10::optional<at::Tensor>(borrow(handle)) : c10::nullopt);
            }
            return c10::IValue(std::move(list));
        }
        case DeviceTag: return c10::IValue(device_of(v.i, v.n));
        case String: return c10::IValue(std::string(static_cast<char*>(v.p), v.n));
        case GeneratorTag: return c10::IValue(*static_cast<at::Generator*>(v.p));
        case Object: return *static_cast<c10::IValue*>(v.p);
        case Complex: {
            double imaginary;
            std::memcpy(&imaginary, &v.n, sizeof imaginary);
            return c10::IValue(c10::complex<double>(v.d, imaginary));
        }
    }
    TORCH_CHECK(false, "argument of unknown kind ", v.tag);
}

void push_result(c10::IValue&& v) {
    Value r{None, {0}, 0};
    if (v.isTensor()) {
        r.tag = TensorTag;
        r.p = release(std::move(v).toTensor());
    } else if (v.isInt()) {
        r.tag = Int;
        r.i = v.toInt();
    } else if (v.isDouble()) {
        r.tag = Double;
        r.d = v.toDouble();
    } else if (v.isBool()) {
        r.tag = Bool;
        r.i = v.toBool();
    } else if (v.isComplexDouble()) {
        auto c = v.toComplexDouble();
        double imaginary = c.imag();
        r.tag = Complex;
        r.d = c.real();
        std::memcpy(&r.n, &imaginary, sizeof imaginary);
    } else if (v.isTensorList()) {
        for (auto&& t : v.toTensorVector()) push_result(c10::IValue(std::move(t)));
        return;
    } else if (v.isTuple()) {
        for (const auto& element : v.toTupleRef().elements()) push_result(c10::IValue(element));
        return;
    } else if (!v.isNone()) {
        r.tag = Object;
        r.p = new c10::IValue(std::move(v));
    }
    results.push_back(r);
}

}  // namespace

TS_API const char* ts_error() { return last_error.c_str(); }

TS_API const char* ts_version() { return TORCH_VERSION; }

// The operator `name.overload`, or null when this libtorch lacks it. Handles live for the process.
TS_API void* ts_find(const char* name, const char* overload) {
    void* found = nullptr;
    guarded([&] {
        auto op = c10::Dispatcher::singleton().findSchema({name, overload});
        if (op.has_value()) found = new c10::OperatorHandle(*op);
    });
    return found;
}

// Calls an operator. Arguments are borrowed; those left out at the end take the schema's defaults. Results (owned by the caller; lists and
// tuples flattened) stay readable until this thread's next call.
TS_API int ts_call(void* op, const Value* args, int64_t count, const Value** out, int64_t* out_count) {
    return guarded([&] {
        auto& handle = *static_cast<c10::OperatorHandle*>(op);
        const auto& parameters = handle.schema().arguments();
        TORCH_CHECK(static_cast<size_t>(count) <= parameters.size(), handle.operator_name(), ": too many arguments for this libtorch");
        torch::jit::Stack stack;
        stack.reserve(parameters.size());
        for (int64_t k = 0; k < count; k++) stack.push_back(to_ivalue(args[k]));
        for (size_t k = count; k < parameters.size(); k++) {
            const auto& fallback = parameters[k].default_value();
            TORCH_CHECK(fallback.has_value(), handle.operator_name(), ": argument ", parameters[k].name(), " is missing");
            stack.push_back(*fallback);
        }
        handle.callBoxed(&stack);
        results.clear();
        for (auto& v : stack) push_result(std::move(v));
        *out = results.data();
        *out_count = static_cast<int64_t>(results.size());
    });
}

TS_API void ts_object_free(void* object) {
    guarded([&] { delete static_cast<c10::IValue*>(object); });
}

TS_API void ts_tensor_free(void* handle) {
    guarded([&] {
        if (handle) c10::intrusive_ptr<at::TensorImpl, at::UndefinedTensorImpl>::reclaim(static_cast<at::TensorImpl*>(handle));
    });
}

// info: dtype, device type, device index, rank, elements, layout; sizes and strides of at most `room` dimensions.
TS_API int ts_tensor_info(void* handle, int64_t* info, int64_t* sizes, int64_t* strides, int64_t room) {
    return guarded([&] {
        auto t = borrow(handle);
        info[0] = static_cast<int64_t>(t.scalar_type());
        info[1] = static_cast<int64_t>(t.device().type());
        info[2] = t.device().index();
        info[3] = t.dim();
        info[4] = t.numel();
        info[5] = static_cast<int64_t>(t.layout());
        bool strided = t.layout() == c10::kStrided;
        for (int64_t k = 0; k < t.dim() && k < room; k++) {
            sizes[k] = t.size(k);
            strides[k] = strided ? t.stride(k) : 0;
        }
    });
}

// Mirrors TorchSharp.Interop.Question.
enum Question : int64_t { IsContiguous, IsContiguousChannelsLast, RequiresGrad, IsLeaf, IsInference, IsSparse, ElementSize, StorageOffset, Version };

// -1 on failure.
TS_API int64_t ts_tensor_ask(void* handle, int64_t question) {
    int64_t answer = 0;
    int failed = guarded([&] {
        auto t = borrow(handle);
        switch (question) {
            case IsContiguous: answer = t.is_contiguous(); break;
            case IsContiguousChannelsLast: answer = t.is_contiguous(at::MemoryFormat::ChannelsLast); break;
            case RequiresGrad: answer = t.requires_grad(); break;
            case IsLeaf: answer = t.is_leaf(); break;
            case IsInference: answer = t.is_inference(); break;
            case IsSparse: answer = t.is_sparse(); break;
            case ElementSize: answer = static_cast<int64_t>(t.element_size()); break;
            case StorageOffset: answer = t.storage_offset(); break;
            case Version: answer = t.is_inference() ? 0 : static_cast<int64_t>(t._version()); break;
        }
    });
    return failed ? -1 : answer;
}

TS_API void* ts_tensor_data(void* handle) {
    void* data = nullptr;
    guarded([&] { data = borrow(handle).data_ptr(); });
    return data;
}

// A tensor over the caller's memory; `done(context)` is called once, from any thread, when libtorch lets the memory go.
TS_API int ts_from_blob(void* data, const int64_t* sizes, int64_t rank, int64_t dtype, void (*done)(void*), void* context, void** out) {
    return guarded([&] {
        auto options = at::TensorOptions().dtype(static_cast<at::ScalarType>(dtype));
        at::IntArrayRef shape(sizes, rank);
        *out = release(at::from_blob(data, shape, [done, context](void*) { done(context); }, options));
    });
}

TS_API int ts_set_requires_grad(void* handle, int64_t value) {
    return guarded([&] { borrow(handle).set_requires_grad(value != 0); });
}

TS_API int ts_grad(void* handle, void** out) {
    return guarded([&] { *out = release(at::Tensor(borrow(handle).grad())); });
}

TS_API int ts_set_grad(void* handle, void* grad) {
    return guarded([&] { borrow(handle).mutable_grad() = borrow(grad); });
}

TS_API int ts_set_data(void* handle, void* source) {
    return guarded([&] { borrow(handle).set_data(borrow(source)); });
}

namespace {

std::vector<at::Tensor> borrow_all(void** handles, int64_t count) {
    std::vector<at::Tensor> tensors;
    for (int64_t k = 0; handles && k < count; k++) tensors.push_back(borrow(handles[k]));
    return tensors;
}

}  // namespace

TS_API int ts_backward(void** roots, int64_t count, void** gradients, int64_t retain_graph, int64_t create_graph, void** inputs, int64_t input_count) {
    return guarded([&] {
        torch::autograd::backward(borrow_all(roots, count), borrow_all(gradients, count), retain_graph != 0, create_graph != 0,
                                  borrow_all(inputs, input_count));
    });
}

TS_API int ts_autograd_grad(void** roots, int64_t count, void** inputs, int64_t input_count, void** gradients, int64_t retain_graph,
                            int64_t create_graph, int64_t allow_unused, const Value** out, int64_t* out_count) {
    return guarded([&] {
        auto found = torch::autograd::grad(borrow_all(roots, count), borrow_all(inputs, input_count), borrow_all(gradients, count),
                                           retain_graph != 0, create_graph != 0, allow_unused != 0);
        results.clear();
        for (auto& t : found) push_result(c10::IValue(t));
        *out = results.data();
        *out_count = static_cast<int64_t>(results.size());
    });
}

TS_API int64_t ts_grad_enabled() { return at::GradMode::is_enabled(); }
TS_API void ts_set_grad_enabled(int64_t value) { at::GradMode::set_enabled(value != 0); }
TS_API int64_t ts_inference_enabled() { return c10::InferenceMode::is_enabled(); }
// The guard belongs to the thread that made it and is freed there.
TS_API void* ts_inference_enter(int64_t value) { return new c10::InferenceMode(value != 0); }
TS_API void ts_inference_leave(void* guard) { delete static_cast<c10::InferenceMode*>(guard); }

TS_API int64_t ts_get_num_threads() { return at::get_num_threads(); }
TS_API int ts_set_num_threads(int64_t count) {
    return guarded([&] { at::set_num_threads(static_cast<int>(count)); });
}
TS_API int64_t ts_get_num_interop_threads() { return at::get_num_interop_threads(); }
TS_API int ts_set_num_interop_threads(int64_t count) {
    return guarded([&] { at::set_num_interop_threads(static_cast<int>(count)); });
}

TS_API int64_t ts_cuda_device_count() {
    int64_t count = 0;
    guarded([&] { count = torch::cuda::is_available() ? static_cast<int64_t>(torch::cuda::device_count()) : 0; });
    return count;
}
TS_API int64_t ts_cudnn_available() {
    int64_t has = 0;
    guarded([&] { has = torch::cuda::cudnn_is_available(); });
    return has;
}
TS_API int ts_cuda_synchronize(int64_t index) {
    return guarded([&] { torch::cuda::synchronize(index); });
}

TS_API int ts_manual_seed(int64_t seed) {
    return guarded([&] { at::manual_seed(static_cast<uint64_t>(seed)); });
}

// A heap at::Generator: the device's default one (shared) or a new one of the CPU.
TS_API int ts_generator(int64_t use_default, int64_t seed, int64_t device_type, int64_t device_index, void** out) {
    return guarded([&] {
        auto device = device_of(device_type, device_index);
        if (use_default) {
            *out = new at::Generator(at::globalContext().defaultGenerator(device));
        } else {
            TORCH_CHECK(device.is_cpu(), "a new generator on ", device, " is not offered: use the device's default generator");
            *out = new at::Generator(at::detail::createCPUGenerator(static_cast<uint64_t>(seed)));
        }
    });
}
TS_API void ts_generator_free(void* generator) { delete static_cast<at::Generator*>(generator); }
TS_API int ts_generator_seed(void* generator, int64_t seed) {
    return guarded([&] {
        auto& g = *static_cast<at::Generator*>(generator);
        std::lock_guard<std::mutex> lock(g.mutex());
        g.set_current_seed(static_cast<uint64_t>(seed));
    });
}
TS_API int64_t ts_generator_initial_seed(void* generator) { return static_cast<int64_t>(static_cast<at::Generator*>(generator)->current_seed()); }
TS_API int ts_generator_get_state(void* generator, void** out) {
    return guarded([&] {
        auto& g = *static_cast<at::Generator*>(generator);
        std::lock_guard<std::mutex> lock(g.mutex());
        *out = release(g.get_state());
    });
}
TS_API int ts_generator_set_state(void* generator, void* state) {
    return guarded([&] {
        auto& g = *static_cast<at::Generator*>(generator);
        std::lock_guard<std::mutex> lock(g.mutex());
        g.set_state(borrow(state));
    });
}
